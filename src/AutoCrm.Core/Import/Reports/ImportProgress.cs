namespace AutoCrm.Import;

/// <summary>The progress of an import.</summary>
/// <param name="File">The file being read, relative to the imported folder, with forward slashes.</param>
/// <param name="Rows">The number of its rows processed.</param>
/// <param name="Refused">The number of those refused.</param>
/// <param name="BytesRead">The number of its bytes read.</param>
/// <param name="Length">Its length in bytes.</param>
public readonly record struct ImportProgress(string File, long Rows, long Refused, long BytesRead, long Length);
