namespace AutoCrm.Testing.SampleData;

/// <summary>What was written of a made-up dealer group.</summary>
/// <param name="Customers">How many people and organisations there truly are.</param>
/// <param name="Outlets">How many rows of outlets can be used.</param>
/// <param name="Records">How many rows of customers can be used.</param>
/// <param name="Vehicles">How many rows of vehicles can be used.</param>
/// <param name="Events">How many rows of events can be used.</param>
/// <param name="BadRows">How many rows cannot be used.</param>
public sealed record DealerGroupSummary(int Customers, int Outlets, long Records, long Vehicles, long Events, long BadRows);
