namespace AutoCrm.Hosting;

/// <summary>The options of CSV files.</summary>
public sealed class CsvOptions
{
    /// <summary>
    /// Whether text that a spreadsheet could run as a formula is written with an apostrophe before it, as by
    /// <see cref="AutoCrm.Import.Csv.CsvFormulas.Neutralize"/>. Switch it off only for files that programs read and no person opens. Default: yes.
    /// </summary>
    public bool NeutralizeFormulas { get; set; } = true;
}
