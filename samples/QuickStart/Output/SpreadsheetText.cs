using System.Text.RegularExpressions;

namespace QuickStart.Output;

/// <summary>
/// Texts in CSV files that people open in a spreadsheet. A text which the spreadsheet would run as a formula gets an apostrophe before it
/// (OWASP, "CSV Injection").
/// </summary>
public static partial class SpreadsheetText
{
    /// <summary>What begins a formula: <c>= + - @</c>, their full-width forms, tab, carriage return and line feed.</summary>
    private const string Beginnings = "=+-@\t\r\n＝＋－＠";

    /// <summary>What spreadsheets pass over before a formula.</summary>
    private static readonly char[] PassedOver = [' ', '"', '\'', '\u00A0', '\u3000', '\uFEFF'];

    /// <summary>The text, with an apostrophe before it if it would run as a formula. Numbers such as <c>-12.50</c> stay as they are.</summary>
    public static string? Neutralize(string? text)
    {
        var start = text.AsSpan().TrimStart(PassedOver);
        return start.Length > 0 && Beginnings.Contains(start[0], StringComparison.Ordinal) && !Number().IsMatch(text!) ? "'" + text : text;
    }

    [GeneratedRegex(@"^[+-]?[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex Number();
}
