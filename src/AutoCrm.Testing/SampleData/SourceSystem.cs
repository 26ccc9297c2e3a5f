namespace AutoCrm.Testing.SampleData;

/// <summary>A system of the group.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="KeyPrefix">What its keys of customers begin with.</param>
/// <param name="TellsOffset">Whether its times have an offset; else they are local to the outlet.</param>
/// <param name="Outlets">The outlets that work with it.</param>
internal sealed record SourceSystem(string Name, string KeyPrefix, bool TellsOffset, OutletRow[] Outlets);

/// <summary>A row of <c>outlets.csv</c>.</summary>
internal sealed record OutletRow(string Code, string Name, string Kind, string? Parent, string Region, string TimeZone);
