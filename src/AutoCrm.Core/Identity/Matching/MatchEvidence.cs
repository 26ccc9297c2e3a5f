using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>The evidence that two source records are the same customer.</summary>
/// <param name="Left">One record.</param>
/// <param name="Right">The other record.</param>
/// <param name="Score">The confidence, from 0 to 1; 1 for a deterministic rule.</param>
/// <param name="Reason">The rule and the values that agree.</param>
public sealed record MatchEvidence(SourceRef Left, SourceRef Right, double Score, Reason Reason);
