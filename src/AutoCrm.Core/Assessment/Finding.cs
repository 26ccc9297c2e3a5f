using AutoCrm.SharedKernel;

namespace AutoCrm.Assessment;

/// <summary>The finding of a plug-in's assessor on a customer.</summary>
/// <param name="Assessor">The name of the assessor.</param>
/// <param name="Outcome">The result, such as the name of a segment.</param>
/// <param name="Figure">The related figure, if any.</param>
/// <param name="Reasons">The reasons.</param>
public sealed record Finding(string Assessor, string Outcome, decimal? Figure, IReadOnlyList<Reason> Reasons);
