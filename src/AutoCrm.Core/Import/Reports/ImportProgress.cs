namespace AutoCrm.Import;

/// <summary>How far an import has come.</summary>
/// <param name="File">The file being read, relative to the imported folder, with forward slashes.</param>
/// <param name="Rows">How many of its rows have been dealt with.</param>
/// <param name="Refused">How many of those were refused.</param>
/// <param name="BytesRead">How many of its bytes have been read.</param>
/// <param name="Length">How many bytes it has.</param>
public readonly record struct ImportProgress(string File, long Rows, long Refused, long BytesRead, long Length);
