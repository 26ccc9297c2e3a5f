namespace QuickStart.Report;

/// <summary>How much the report holds at most, so that it opens fast for any number of customers and events.</summary>
public sealed record ReportLimits
{
    /// <summary>The number of customers with details.</summary>
    public int Customers { get; init; } = 1_500;

    /// <summary>The bytes of all details together; customers beyond are left out.</summary>
    public int Bytes { get; init; } = 6_000_000;

    /// <summary>The latest events of a customer.</summary>
    public int Events { get; init; } = 60;

    /// <summary>The latest steps of a customer's stage path.</summary>
    public int Steps { get; init; } = 40;

    /// <summary>Each other list of a customer, such as the records and the vehicles.</summary>
    public int Items { get; init; } = 20;

    /// <summary>The characters of a text from files, such as a name or a remark.</summary>
    public int Characters { get; init; } = 200;

    /// <summary>The outlets with figures of their own.</summary>
    public int Outlets { get; init; } = 40;

    /// <summary>The systems in the table of overlaps.</summary>
    public int Systems { get; init; } = 15;

    /// <summary>The files that could not be used.</summary>
    public int Failures { get; init; } = 20;

    /// <summary>A text from files, shortened.</summary>
    /// <param name="text">The text.</param>
    /// <param name="by">How many times the limit is allowed; a sentence around a text is longer than the text.</param>
    public string Shorten(string text, int by = 1)
    {
        var longest = Characters * by;
        if (text.Length <= longest)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
