using System.Text;

namespace AutoCrm.Import.Csv;

/// <summary>The rows of a CSV file. One record at a time is held in memory, up to <see cref="LongestRow"/> characters.</summary>
internal sealed class CsvRows(TextReader text, char delimiter) : IRows
{
    private const int LongestRow = 1 << 20;

    /// <summary>Files with fewer columns can hold texts of several lines that look like rows.</summary>
    private const int FewestColumnsOfRowLikeLines = 3;

    private readonly CsvRecord record = new(delimiter);
    private string[] columns = [];
    private string?[] fields = [];
    private char[] buffer = new char[1 << 16];
    private int row;
    private int start;
    private int end;
    private long nextLine = 1;
    private bool isAtEnd;

    public IReadOnlyList<string> Columns => columns;

    public bool HasHeader => true;

    public long Line { get; private set; }

    public string? Defect { get; private set; }

    public string? this[int column] => column >= record.Count ? null : fields[column] ??= GetText(column);

    public async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        if (!await AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new UnreadableFileException("The file is empty; expected a header with the column names.");
        }

        if (record.HasMisplacedQuote)
        {
            throw new UnreadableFileException($"The header on line {Line} contains a misplaced quote; expected column names (RFC 4180).");
        }

        columns = [.. Enumerable.Range(0, record.Count).Select(GetText)];
        fields = new string?[columns.Length];
    }

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (!await AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        Array.Clear(fields);
        if (record.LineBreaks > 0)
        {
            RefuseSwallowedRows();
        }

        Defect = record.HasMisplacedQuote ? "The row contains a misplaced quote; expected a field with a quote to be quoted and the quote to be doubled (RFC 4180)."
            : record.Count != fields.Length ? $"The row has {record.Count} field{(record.Count == 1 ? "" : "s")}, but the header has {fields.Length}; a field that contains a comma must be quoted."
            : null;
        return true;
    }

    public ValueTask DisposeAsync()
    {
        text.Dispose();
        return ValueTask.CompletedTask;
    }

    private string GetText(int field) => record.GetText(buffer.AsSpan(row, record.Length), field);

    private async ValueTask<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            if (start == end && isAtEnd)
            {
                return false;
            }

            if (start == end || !TryScan())
            {
                await FillAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (!record.IsBlank)
            {
                return true;
            }
        }
    }

    private bool TryScan()
    {
        for (; start < end && buffer[start] == '\n'; start++)
        {
            nextLine++;
        }

        Line = nextLine;
        if (start == end)
        {
            return false;
        }

        switch (record.Scan(buffer.AsSpan(start, end - start), isAtEnd))
        {
            case CsvRecord.Result.Incomplete:
                return false;
            case CsvRecord.Result.Unclosed:
                throw new UnreadableFileException(
                    $"The quote that opens a field of the row on line {Line} is never closed; the file is truncated, or the quote must be doubled.");
            case CsvRecord.Result.FieldTooLong:
                throw new UnreadableFileException(
                    $"A field of the row on line {Line} is longer than {CsvRecord.LongestField:N0} characters; a common cause is a quote that is never closed.");
            case CsvRecord.Result.TooManyFields:
                throw new UnreadableFileException(
                    $"The row on line {Line} has more than {CsvRecord.MostFields:N0} fields; expected as many as the header has, and at most {CsvRecord.MostFields:N0}.");
            default:
                row = start;
                start += record.Length;
                nextLine += record.LineBreaks + (record.HasLineEnd ? 1 : 0);
                return true;
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        if (end == buffer.Length)
        {
            if (buffer.Length >= LongestRow)
            {
                throw new UnreadableFileException(
                    $"The row on line {Line} is longer than {LongestRow:N0} characters; a common cause is a quote that is never closed.");
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        try
        {
            var read = await text.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
            end += read;
            isAtEnd = read == 0;
        }
        catch (DecoderFallbackException exception)
        {
            throw new UnreadableFileException(
                $"The file is not UTF-8 somewhere after line {nextLine - 1}; save it in that encoding. Exports of Chinese systems are often GB 18030.", exception);
        }
    }

    /// <summary>
    /// Refuses a file in which two lone quotes make one field of the end of a row, the rows after it and the beginning of another row. What is between
    /// them would be lost without a word.
    /// </summary>
    private void RefuseSwallowedRows()
    {
        var last = Line + record.LineBreaks;
        if (record.HasMisplacedQuote)
        {
            throw new UnreadableFileException(
                $"The row that starts on line {Line} contains a misplaced quote and, by its quotes, ends on line {last}, so that rows between may be part of it; " +
                "expected a field with a quote to be quoted and the quote to be doubled (RFC 4180).");
        }

        var lines = buffer.AsSpan(row, record.Length).TrimEnd("\r\n");
        if (columns.Length >= FewestColumnsOfRowLikeLines
            && CountDelimiters(lines[..lines.IndexOfAny('\r', '\n')]) == columns.Length - 1
            && CountDelimiters(lines[(lines.LastIndexOfAny('\r', '\n') + 1)..]) == columns.Length - 1)
        {
            throw new UnreadableFileException(
                $"By its quotes the row on line {Line} ends on line {last}, but each of the two lines has the {columns.Length} fields of a row of its own; " +
                "expected a quote that is part of a text to be doubled, and the text to be quoted (RFC 4180). If the lines are one text, leave its line breaks out.");
        }
    }

    /// <summary>Counts delimiters as rows have them; those of a sentence are followed by a space.</summary>
    private int CountDelimiters(ReadOnlySpan<char> line)
    {
        var count = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == delimiter && (i + 1 == line.Length || line[i + 1] != ' '))
            {
                count++;
            }
        }

        return count;
    }
}
