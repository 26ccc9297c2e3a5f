namespace AutoCrm.Import;

/// <summary>Parses the rows of one file into items.</summary>
internal interface IRowParser<out T>
    where T : class
{
    /// <summary>Parses the current row. The item is valid only if the row has no problem.</summary>
    T? Parse();
}
