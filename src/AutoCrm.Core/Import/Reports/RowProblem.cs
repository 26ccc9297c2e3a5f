namespace AutoCrm.Import;

/// <summary>A problem for which a row is refused. A row can have several; the first 20 are reported.</summary>
/// <param name="File">The file, relative to the imported folder, with forward slashes.</param>
/// <param name="Line">The 1-based line on which the row starts.</param>
/// <param name="Column">The name of the column in the file; <see langword="null"/> if the problem concerns the whole row.</param>
/// <param name="Value">The value in the file, truncated to 200 characters; <see langword="null"/> if it is empty.</param>
/// <param name="Reason">The problem, and what is expected.</param>
public sealed record RowProblem(string File, long Line, string? Column, string? Value, string Reason)
{
    internal const int LongestValue = 200;

    internal static string? Truncate(string? value) => value is not { Length: > LongestValue }
        ? value
        : string.Concat(value.AsSpan(0, char.IsHighSurrogate(value[LongestValue - 2]) ? LongestValue - 2 : LongestValue - 1), "…");
}
