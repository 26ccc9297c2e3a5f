namespace AutoCrm.Import.Csv;

/// <summary>
/// Passes text through and counts its quotes. In a well-formed file their number is even; an odd number indicates a truncated
/// last field, which the parser does not always detect.
/// </summary>
internal sealed class QuoteCountingReader(TextReader inner) : TextReader
{
    public long Quotes { get; private set; }

    public override int Read(char[] buffer, int index, int count)
    {
        var read = inner.Read(buffer, index, count);
        Count(buffer.AsSpan(index, read));
        return read;
    }

    public override int Read(Span<char> buffer)
    {
        var read = inner.Read(buffer);
        Count(buffer[..read]);
        return read;
    }

    public override async Task<int> ReadAsync(char[] buffer, int index, int count)
    {
        var read = await inner.ReadAsync(buffer, index, count).ConfigureAwait(false);
        Count(buffer.AsSpan(index, read));
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count(buffer.Span[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<char> text) => Quotes += text.Count('"');
}
