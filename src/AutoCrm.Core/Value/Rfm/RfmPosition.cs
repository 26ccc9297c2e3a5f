namespace AutoCrm.Value;

/// <summary>What scores are made of.</summary>
/// <param name="RecencyDays">Whole days since the latest purchase; -1 if there is none.</param>
/// <param name="Frequency">The number of purchases in the window.</param>
/// <param name="Monetary">The sum of their amounts, in the base currency.</param>
public readonly record struct RfmPosition(int RecencyDays, int Frequency, decimal Monetary);
