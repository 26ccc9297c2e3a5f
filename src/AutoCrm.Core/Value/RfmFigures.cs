namespace AutoCrm.Value;

/// <summary>What RFM measures of one customer, in the base currency.</summary>
/// <param name="RecencyDays">Whole days since the latest purchase of all time; <see langword="null"/> without a purchase.</param>
/// <param name="Frequency">How many purchases lie in the window.</param>
/// <param name="Monetary">The sum of their amounts, in the base currency.</param>
public readonly record struct RfmFigures(int? RecencyDays, int Frequency, decimal Monetary);
