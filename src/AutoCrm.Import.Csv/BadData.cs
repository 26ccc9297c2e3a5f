namespace AutoCrm.Import.Csv;

/// <summary>Whether the parser found a quote in a position not allowed by RFC 4180.</summary>
internal sealed class BadData
{
    public bool Found { get; set; }
}
