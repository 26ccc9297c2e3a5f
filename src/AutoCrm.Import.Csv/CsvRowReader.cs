using System.Text;

namespace AutoCrm.Import.Csv;

/// <summary>Reads CSV files: RFC 4180, UTF-8, with a header.</summary>
internal sealed class CsvRowReader : IRowReader
{
    private const int BufferSize = 1 << 16;

    /// <summary>Throws on the first byte that is not UTF-8, and skips a byte order mark.</summary>
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public string Extension => ".csv";

    public async ValueTask<IRows> OpenAsync(Stream stream, RowFormat format, CancellationToken cancellationToken = default)
    {
        var rows = new CsvRows(
            new StreamReader(stream, StrictUtf8, detectEncodingFromByteOrderMarks: false, BufferSize, leaveOpen: true), format.Delimiter);
        try
        {
            await rows.ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
            return rows;
        }
        catch
        {
            await rows.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
