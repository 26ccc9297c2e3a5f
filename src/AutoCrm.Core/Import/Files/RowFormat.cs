namespace AutoCrm.Import;

/// <summary>How a file is written, where its format leaves a choice.</summary>
/// <param name="Delimiter">What separates the fields of a delimited file.</param>
public sealed record RowFormat(char Delimiter = ',');
