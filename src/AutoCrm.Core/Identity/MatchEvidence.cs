using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>Why two source records are the same customer.</summary>
/// <param name="Left">The one record.</param>
/// <param name="Right">The other record.</param>
/// <param name="Score">How sure the matcher is, from 0 to 1; a deterministic rule is sure.</param>
/// <param name="Reason">The rule and the values that agree.</param>
public sealed record MatchEvidence(SourceRef Left, SourceRef Right, double Score, Reason Reason);
