namespace AutoCrm.Value;

/// <summary>The RFM figures of one customer, in the base currency.</summary>
/// <param name="RecencyDays">Whole days since the latest purchase of all time; <see langword="null"/> if there is no purchase.</param>
/// <param name="Frequency">The number of purchases in the window.</param>
/// <param name="Monetary">The sum of their amounts, in the base currency.</param>
public readonly record struct RfmFigures(int? RecencyDays, int Frequency, decimal Monetary);
