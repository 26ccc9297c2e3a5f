namespace AutoCrm.Import;

/// <summary>Makes something of the rows of one file.</summary>
internal interface IRowParser<out T>
    where T : class
{
    /// <summary>Makes something of the current row. What it makes is of use only where the row has no problem.</summary>
    T? Parse();
}
