namespace AutoCrm.SampleData;

/// <summary>A summary of the files of a generated dealer group.</summary>
/// <param name="Customers">The true number of people and organisations.</param>
/// <param name="Outlets">The number of valid rows of outlets.</param>
/// <param name="Records">The number of valid rows of customers.</param>
/// <param name="Vehicles">The number of valid rows of vehicles.</param>
/// <param name="Events">The number of valid rows of events.</param>
/// <param name="BadRows">The number of invalid rows.</param>
public sealed record DealerGroupSummary(int Customers, int Outlets, long Records, long Vehicles, long Events, long BadRows);
