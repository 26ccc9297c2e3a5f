namespace AutoCrm.Import;

/// <summary>A problem for which an item is refused.</summary>
/// <param name="Column">The column by its name in the definition; <see langword="null"/> if the problem concerns the whole row.</param>
/// <param name="Value">The value; <see langword="null"/> if it is empty.</param>
/// <param name="Reason">The problem, and what is expected.</param>
public sealed record ItemProblem(string? Column, string? Value, string Reason);
