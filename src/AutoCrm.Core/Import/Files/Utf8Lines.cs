namespace AutoCrm.Import;

/// <summary>Splits a stream into lines of bytes, holding one at a time in memory.</summary>
internal sealed class Utf8Lines(Stream stream)
{
    private const int LongestLine = 1 << 20;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool isAtEnd;

    /// <summary>The current line without its terminator; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>The 1-based number of the line.</summary>
    public long Number { get; private set; }

    /// <summary>Reads the next line; one that is empty may be left out.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        for (; start < end && buffer[start] == (byte)'\n'; start++)
        {
            Number++;
        }

        var searched = start;
        while (true)
        {
            var found = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                SetCurrent(searched + found, searched + found + 1);
                return true;
            }

            if (isAtEnd)
            {
                var any = start < end;
                SetCurrent(end, end);
                return any;
            }

            searched = end - start;
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void SetCurrent(int until, int next)
    {
        Number++;
        var line = buffer.AsMemory(start, until - start);
        Current = Number == 1 && line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
        start = next;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        if (end == buffer.Length)
        {
            if (buffer.Length >= LongestLine)
            {
                throw new UnreadableFileException($"Line {Number + 1} is longer than {LongestLine:N0} bytes; expected one JSON object per line.");
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
        end += read;
        isAtEnd = read == 0;
    }
}
