namespace AutoCrm.Import;

/// <summary>One reason for which a row was refused. A row may have several.</summary>
/// <param name="File">The file, relative to the imported folder, with forward slashes.</param>
/// <param name="Line">The line on which the row begins, counted from 1.</param>
/// <param name="Column">The column as the file names it; <see langword="null"/> where the row as a whole is wrong.</param>
/// <param name="Value">What the file says there, cut to 200 characters; <see langword="null"/> where it says nothing.</param>
/// <param name="Reason">What is wrong with it and what would be right.</param>
public sealed record RowProblem(string File, long Line, string? Column, string? Value, string Reason)
{
    internal const int LongestValue = 200;

    internal static string? Truncate(string? value) => value is not { Length: > LongestValue }
        ? value
        : string.Concat(value.AsSpan(0, char.IsHighSurrogate(value[LongestValue - 2]) ? LongestValue - 2 : LongestValue - 1), "…");
}
