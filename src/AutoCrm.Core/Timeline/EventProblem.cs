namespace AutoCrm.Timeline;

/// <summary>What is wrong with a field of an event.</summary>
/// <param name="Field">The field's name in interchange files, such as <c>topic</c>.</param>
/// <param name="Value">The value; <see langword="null"/> where it is missing.</param>
/// <param name="Reason">What is wrong and what would be right, as a sentence.</param>
public sealed record EventProblem(string Field, string? Value, string Reason);
