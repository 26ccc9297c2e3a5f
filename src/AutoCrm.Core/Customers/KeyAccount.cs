namespace AutoCrm.Customers;

/// <summary>The key account data of an organisation with a personal account manager (大客户).</summary>
/// <param name="Owner">The employee responsible for the account.</param>
/// <param name="FleetSize">The number of vehicles in its fleet, if known.</param>
/// <param name="Plan">The account plan.</param>
public sealed record KeyAccount(string Owner, int? FleetSize, string? Plan);
