namespace AutoCrm.SampleData;

/// <summary>A source system of the group.</summary>
/// <param name="Name">The name, which is also that of its folder.</param>
/// <param name="KeyPrefix">The prefix of its customer keys.</param>
/// <param name="HasOffset">Whether its times have an offset; otherwise they are local to the outlet.</param>
/// <param name="Outlets">The outlets that use it.</param>
internal sealed record SourceSystem(string Name, string KeyPrefix, bool HasOffset, OutletRow[] Outlets);

/// <summary>A row of <c>outlets.csv</c>.</summary>
internal sealed record OutletRow(string Code, string Name, string Kind, string? Parent, string Region, string TimeZone);
