namespace AutoCrm.Customers;

/// <summary>An organisation that is looked after personally (大客户).</summary>
/// <param name="Owner">The employee who looks after it.</param>
/// <param name="FleetSize">How many vehicles it runs, as far as known.</param>
/// <param name="Plan">What is intended with it.</param>
public sealed record KeyAccount(string Owner, int? FleetSize, string? Plan);
