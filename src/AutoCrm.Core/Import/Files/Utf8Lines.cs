namespace AutoCrm.Import;

/// <summary>Cuts a stream into lines of bytes, of which one is held at a time.</summary>
internal sealed class Utf8Lines(Stream stream)
{
    private const int LongestLine = 1 << 20;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool isAtEnd;

    /// <summary>The line without its end; it holds until the next is read.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>The number of the line, counted from 1.</summary>
    public long Number { get; private set; }

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var searched = start;
        while (true)
        {
            var found = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                Take(searched + found, searched + found + 1);
                return true;
            }

            if (isAtEnd)
            {
                var any = start < end;
                Take(end, end);
                return any;
            }

            searched = end - start;
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Take(int until, int next)
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
