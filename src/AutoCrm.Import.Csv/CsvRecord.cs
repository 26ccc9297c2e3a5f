using System.Buffers;

namespace AutoCrm.Import.Csv;

/// <summary>Finds the fields of one record in a buffer (RFC 4180), and stops at the limits.</summary>
internal sealed class CsvRecord(char delimiter)
{
    public const int LongestField = 1 << 16;
    public const int MostFields = 1000;

    private readonly SearchValues<char> specials = SearchValues.Create([delimiter, '"', '\r', '\n']);
    private readonly Field[] fields = new Field[MostFields];
    private int start;

    /// <summary>How far a scan came.</summary>
    public enum Result
    {
        /// <summary>The record ends in the buffer.</summary>
        Complete,

        /// <summary>The buffer ends before the record.</summary>
        Incomplete,

        /// <summary>The text ends within a quoted field.</summary>
        Unclosed,

        /// <summary>A field is longer than <see cref="LongestField"/>.</summary>
        FieldTooLong,

        /// <summary>There are more than <see cref="MostFields"/> fields.</summary>
        TooManyFields,
    }

    /// <summary>The number of fields.</summary>
    public int Count { get; private set; }

    /// <summary>The number of characters, with the line break that ends the record.</summary>
    public int Length { get; private set; }

    /// <summary>The number of line breaks within fields.</summary>
    public int LineBreaks { get; private set; }

    /// <summary>Whether a line break ends the record; the last one of a file may have none.</summary>
    public bool HasLineEnd { get; private set; }

    /// <summary>Whether a quote stands within an unquoted field, or text after the closing quote of a field.</summary>
    public bool HasMisplacedQuote { get; private set; }

    /// <summary>Whether the record is an empty line.</summary>
    public bool IsBlank => Count == 1 && fields[0] is { Start: var from, End: var until, IsQuoted: false } && from == until;

    /// <summary>The text of a field.</summary>
    /// <param name="text">The buffer that was scanned.</param>
    /// <param name="index">The index of the field.</param>
    public string GetText(ReadOnlySpan<char> text, int index)
    {
        var field = fields[index];
        var value = text[field.Start..field.End];
        return field.HasDoubledQuotes ? value.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : value.ToString();
    }

    /// <summary>Scans the record at the beginning of a buffer.</summary>
    /// <param name="text">The buffer.</param>
    /// <param name="isLast">Whether the file ends with the buffer.</param>
    public Result Scan(ReadOnlySpan<char> text, bool isLast)
    {
        (Count, Length, LineBreaks, HasLineEnd, HasMisplacedQuote, start) = (0, 0, 0, false, false, 0);
        while (true)
        {
            var result = ScanField(text, isLast, out var end);
            if (result != Result.Complete)
            {
                return result == Result.Incomplete && text.Length - start > LongestField ? Result.FieldTooLong : result;
            }

            if (end == text.Length)
            {
                Length = end;
                return Result.Complete;
            }

            if (text[end] == delimiter)
            {
                start = end + 1;
                continue;
            }

            if (!TryPassLineBreak(text, isLast, ref end))
            {
                return Result.Incomplete;
            }

            (Length, HasLineEnd) = (end, true);
            return Result.Complete;
        }
    }

    /// <summary>Scans one field, up to the delimiter or line break that ends it.</summary>
    private Result ScanField(ReadOnlySpan<char> text, bool isLast, out int end)
    {
        end = start;
        var field = new Field(start, start, IsQuoted: end < text.Length && text[end] == '"', HasDoubledQuotes: false);
        if (field.IsQuoted)
        {
            end++;
            var result = ScanQuoted(text, isLast, ref end, out var hasDoubledQuotes);
            if (result != Result.Complete)
            {
                return result;
            }

            field = field with { Start = start + 1, End = end - 1, HasDoubledQuotes = hasDoubledQuotes };
        }

        var closed = end;
        while (true)
        {
            var next = text[end..].IndexOfAny(specials);
            if (next < 0 && !isLast)
            {
                return Result.Incomplete;
            }

            end = next < 0 ? text.Length : end + next;
            if (next < 0 || text[end] != '"')
            {
                break;
            }

            HasMisplacedQuote = true;
            end++;
        }

        HasMisplacedQuote |= field.IsQuoted && end > closed;
        if (!field.IsQuoted)
        {
            field = field with { End = end };
        }

        if (end - start > LongestField)
        {
            return Result.FieldTooLong;
        }

        if (Count == MostFields)
        {
            return Result.TooManyFields;
        }

        fields[Count++] = field;
        return Result.Complete;
    }

    /// <summary>Scans the rest of a quoted field, up to what follows its closing quote.</summary>
    private Result ScanQuoted(ReadOnlySpan<char> text, bool isLast, ref int end, out bool hasDoubledQuotes)
    {
        hasDoubledQuotes = false;
        while (true)
        {
            var next = text[end..].IndexOfAny('"', '\r', '\n');
            if (next < 0)
            {
                return isLast ? Result.Unclosed : Result.Incomplete;
            }

            end += next;
            if (text[end] != '"')
            {
                if (!TryPassLineBreak(text, isLast, ref end))
                {
                    return Result.Incomplete;
                }

                LineBreaks++;
                continue;
            }

            end++;
            if (end == text.Length)
            {
                return isLast ? Result.Complete : Result.Incomplete;
            }

            if (text[end] != '"')
            {
                return Result.Complete;
            }

            hasDoubledQuotes = true;
            end++;
        }
    }

    /// <summary>Passes LF, CR or CR LF; not if the buffer ends between CR and a possible LF.</summary>
    private static bool TryPassLineBreak(ReadOnlySpan<char> text, bool isLast, ref int end)
    {
        if (text[end] == '\r' && end + 1 == text.Length && !isLast)
        {
            return false;
        }

        end += text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1;
        return true;
    }

    private readonly record struct Field(int Start, int End, bool IsQuoted, bool HasDoubledQuotes);
}
