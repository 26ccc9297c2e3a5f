namespace AutoCrm.SampleData;

/// <summary>A city in which customers live.</summary>
/// <param name="Name">Its name as customers there write it.</param>
/// <param name="Latin">Its name in Latin letters.</param>
/// <param name="Postal">The first digits of its postal codes.</param>
/// <param name="Plate">The prefix of its licence plates.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Dealer">The index in <see cref="GroupNetwork.Systems"/> of the dealer group there.</param>
/// <param name="Station">The index in <see cref="GroupNetwork.Systems"/> of the service chain there.</param>
internal sealed record City(string Name, string Latin, string Postal, string Plate, string Country, int Dealer, int Station);
