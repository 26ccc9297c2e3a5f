namespace AutoCrm.Testing.SampleData;

/// <summary>A city in which customers live.</summary>
/// <param name="Name">Its name as customers there write it.</param>
/// <param name="Latin">Its name in Latin letters.</param>
/// <param name="Postal">The first digits of its postal codes.</param>
/// <param name="Plate">What plates of it begin with.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Dealer">The place in <see cref="GroupNetwork.Systems"/> of the dealer group there.</param>
/// <param name="Station">The place in <see cref="GroupNetwork.Systems"/> of the service chain there.</param>
internal sealed record City(string Name, string Latin, string Postal, string Plate, string Country, int Dealer, int Station);
