namespace AutoCrm.Import.Csv;

/// <summary>Whether the parser met a quote where RFC 4180 allows none.</summary>
internal sealed class BadData
{
    public bool Found { get; set; }
}
