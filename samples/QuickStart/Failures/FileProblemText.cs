using System.Text.RegularExpressions;
using QuickStart.Texts;

namespace QuickStart.Failures;

/// <summary>
/// Why a file could not be used, in the language of the run. AutoCrm states it in English; the frequent sentences have a text here, the others stay as they
/// are.
/// </summary>
public static partial class FileProblemText
{
    private static readonly (string Name, Regex Sentence)[] Sentences =
    [
        ("file_empty", Empty()), ("file_not_utf8_after", NotUtf8After()), ("file_not_utf8", NotUtf8()), ("file_columns_missing", ColumnsMissing()),
        ("file_column_twice", ColumnTwice()), ("file_quote_open", QuoteOpen()), ("file_field_long", FieldLong()), ("file_unreadable", Unreadable()),
    ];

    /// <summary>The reason in the language of the texts.</summary>
    public static string In(Wording text, string message)
    {
        foreach (var (name, sentence) in Sentences)
        {
            if (text != Wording.English && sentence.Match(message) is { Success: true } match)
            {
                return text.Format(name, [.. match.Groups.Values.Skip(1).Select(group => group.Value)]);
            }
        }

        return message;
    }

    [GeneratedRegex("^The file is empty; expected a header")]
    private static partial Regex Empty();

    [GeneratedRegex("^The file is not UTF-8 somewhere after line ([0-9,]+)")]
    private static partial Regex NotUtf8After();

    [GeneratedRegex("not UTF-8; save ")]
    private static partial Regex NotUtf8();

    [GeneratedRegex("^The required columns? (.+?) (?:is|are) missing; the file has (.+)\\. Rename")]
    private static partial Regex ColumnsMissing();

    [GeneratedRegex("^The column '(.+)' appears twice")]
    private static partial Regex ColumnTwice();

    [GeneratedRegex("^The quote that opens a field of the row on line ([0-9,]+) is never closed")]
    private static partial Regex QuoteOpen();

    [GeneratedRegex("^A field on or after line ([0-9,]+) is longer than ([0-9,]+) characters")]
    private static partial Regex FieldLong();

    [GeneratedRegex("^The file cannot be read: (.+)$")]
    private static partial Regex Unreadable();
}
