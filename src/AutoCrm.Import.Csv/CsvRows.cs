using System.Text;
using CsvHelper;

namespace AutoCrm.Import.Csv;

/// <summary>The rows of a CSV file.</summary>
internal sealed class CsvRows(CsvParser parser, QuoteCountingReader text, BadData bad) : IRows
{
    private string[] columns = [];
    private string?[] fields = [];
    private long lastLine;
    private long quotesOfBadRows;

    public IReadOnlyList<string> Columns => columns;

    public bool HasHeader => true;

    public long Line { get; private set; }

    public string? Defect { get; private set; }

    public string? this[int column] => fields[column];

    public async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        if (!await AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new UnreadableFileException("The file is empty; expected a header with the column names.");
        }

        columns = new string[parser.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = parser[i];
        }

        if (bad.Found)
        {
            throw new UnreadableFileException($"The header on line {Line} contains a misplaced quote; expected column names (RFC 4180).");
        }

        fields = new string?[columns.Length];
    }

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (!await AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            if ((text.Quotes - quotesOfBadRows) % 2 != 0)
            {
                throw Unclosed();
            }

            return false;
        }

        var count = parser.Count;
        var taken = Math.Min(count, fields.Length);
        for (var i = 0; i < taken; i++)
        {
            fields[i] = parser[i];
        }

        Array.Clear(fields, taken, fields.Length - taken);
        for (var i = taken; i < count && !bad.Found; i++)
        {
            _ = parser[i];
        }

        Defect = bad.Found ? DefectOfQuotes()
            : count != fields.Length ? $"The row has {count} field{(count == 1 ? "" : "s")}, but the header has {fields.Length}; a field that contains a comma must be quoted."
            : null;
        return true;
    }

    public ValueTask DisposeAsync()
    {
        parser.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bad.Found = false;
        try
        {
            if (!await parser.ReadAsync().ConfigureAwait(false))
            {
                return false;
            }
        }
        catch (MaxFieldSizeException exception)
        {
            throw new UnreadableFileException(
                $"A field on or after line {lastLine + 1} is longer than {CsvRowReader.LongestField:N0} characters; a common cause is a quote that is never closed.", exception);
        }
        catch (Exception exception) when (exception is DecoderFallbackException || exception.InnerException is DecoderFallbackException)
        {
            throw new UnreadableFileException(
                $"The file is not UTF-8 somewhere after line {lastLine}; save it in that encoding. Exports of Chinese systems are often GB 18030.", exception);
        }

        Line = parser.RawRow == lastLine + 1 ? parser.RawRow : parser.RawRow - LineBreaksWithin(parser.RawRecord);
        lastLine = parser.RawRow;
        return true;
    }

    private string DefectOfQuotes()
    {
        var record = parser.RawRecord;
        if (IsUnclosed(record, parser.Delimiter[0]))
        {
            throw Unclosed();
        }

        quotesOfBadRows += record.AsSpan().Count('"');
        return "The row contains a misplaced quote; expected a field with a quote to be quoted and the quote to be doubled (RFC 4180).";
    }

    private UnreadableFileException Unclosed() =>
        new($"The quote that opens a field of the row on line {Line} is never closed; the file is truncated, or the quote must be doubled.");

    private static int LineBreaksWithin(string record)
    {
        var body = record.EndsWith("\r\n", StringComparison.Ordinal) ? record.AsSpan(0, record.Length - 2)
            : record.EndsWith('\n') || record.EndsWith('\r') ? record.AsSpan(0, record.Length - 1)
            : record;
        var breaks = 0;
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '\n' || (body[i] == '\r' && (i + 1 == body.Length || body[i + 1] != '\n')))
            {
                breaks++;
            }
        }

        return breaks;
    }

    private static bool IsUnclosed(string record, char delimiter)
    {
        var quoted = false;
        var atStart = true;
        var justClosed = false;
        foreach (var character in record)
        {
            if (character == '"' && quoted)
            {
                (quoted, justClosed, atStart) = (false, true, false);
                continue;
            }

            quoted |= character == '"' && (atStart || justClosed);
            justClosed = false;
            atStart = !quoted && (character == delimiter || character is '\r' or '\n');
        }

        return quoted;
    }
}
