using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AutoCrm.Import.Csv;

/// <summary>Keeps spreadsheets from running text of a CSV file as a formula (CSV injection, CWE-1236).</summary>
public static class CsvFormulas
{
    /// <summary>The characters that begin a formula by OWASP's page on CSV injection, and the full-width forms, which spreadsheets read alike.</summary>
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>Where a cell begins in a spreadsheet that splits at them and not at commas, and therefore ignores the quotes of the field.</summary>
    private static readonly SearchValues<char> Separators = SearchValues.Create(";\t\r\n");

    /// <summary>
    /// Returns the text with an apostrophe before each place where a spreadsheet could begin a formula: at its beginning, and after a semicolon, tab or
    /// line break. Spaces and quotes before such a place change nothing. Other text is returned unchanged.
    /// </summary>
    /// <remarks>
    /// For text, not for numbers: <c>-12.50</c> becomes <c>'-12.50</c>. Quoting the field, as RFC 4180 demands, comes after it and is up to the writer.
    /// </remarks>
    /// <param name="text">The text of a field, not yet quoted; <see langword="null"/> stays <see langword="null"/>.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Neutralize(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAny(Beginnings))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 1);
        var beginsCell = true;
        foreach (var character in text)
        {
            var beginsFormula = beginsCell && Beginnings.Contains(character);
            if (beginsFormula)
            {
                safe.Append('\'');
            }

            safe.Append(character);
            beginsCell = Separators.Contains(character) || (beginsCell && !beginsFormula && (char.IsWhiteSpace(character) || character == '"'));
        }

        return safe.ToString();
    }
}
