namespace AutoCrm.Import;

/// <summary>The variable parts of a file format.</summary>
/// <param name="Delimiter">The delimiter of the fields of a delimited file.</param>
public sealed record RowFormat(char Delimiter = ',');
