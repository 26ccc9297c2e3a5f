namespace AutoCrm.Hosting;

/// <summary>The store that a host has chosen.</summary>
/// <param name="Name">The adapter's name.</param>
internal sealed record ChosenStore(string Name);
