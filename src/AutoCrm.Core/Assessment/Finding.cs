using AutoCrm.SharedKernel;

namespace AutoCrm.Assessment;

/// <summary>What an assessor of a plug-in says of a customer.</summary>
/// <param name="Assessor">The assessor's name.</param>
/// <param name="Outcome">The answer, such as a segment's name.</param>
/// <param name="Figure">A number that goes with it, if any.</param>
/// <param name="Reasons">Why.</param>
public sealed record Finding(string Assessor, string Outcome, decimal? Figure, IReadOnlyList<Reason> Reasons);
