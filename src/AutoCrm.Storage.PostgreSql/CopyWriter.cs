using System.Buffers.Binary;
using System.Data.Common;
using System.Text;
using AutoCrm.Storage.EntityFrameworkCore;
using Npgsql;

namespace AutoCrm.Storage.PostgreSql;

/// <summary>
/// Writes rows in the binary format of COPY (PostgreSQL manual, COPY, "Binary Format") into a buffer, which is sent when it is full: no value is boxed, and no
/// thread waits for the network.
/// </summary>
internal sealed class CopyWriter : RelationalBulkWriter
{
    private const int Full = 1 << 16;

    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly NpgsqlRawCopyStream stream;
    private readonly short columns;
    private byte[] buffer = new byte[Full + 4096];
    private int length;
    private bool isInRow;
    private bool isComplete;

    public CopyWriter(NpgsqlRawCopyStream stream, int columns)
    {
        this.stream = stream;
        this.columns = (short)columns;
        Signature.CopyTo(buffer, 0);
        length = Signature.Length;
    }

    public override void WriteNull() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    public override void Write(long value)
    {
        var span = Take(12);
        BinaryPrimitives.WriteInt32BigEndian(span, 8);
        BinaryPrimitives.WriteInt64BigEndian(span[4..], value);
    }

    public override void WriteUtf8(ReadOnlySpan<byte> text)
    {
        var span = Take(4 + text.Length);
        BinaryPrimitives.WriteInt32BigEndian(span, text.Length);
        text.CopyTo(span[4..]);
    }

    public override void Write(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var span = Take(4 + Encoding.UTF8.GetMaxByteCount(text.Length));
        var written = Encoding.UTF8.GetBytes(text, span[4..]);
        BinaryPrimitives.WriteInt32BigEndian(span, written);
        length -= span.Length - 4 - written;
    }

    public override void Write(Guid value)
    {
        var span = Take(20);
        BinaryPrimitives.WriteInt32BigEndian(span, 16);
        value.TryWriteBytes(span[4..], bigEndian: true, out _);
    }

    public override void Write(decimal value)
    {
        var span = Take(4 + BinaryNumeric.MostBytes);
        var written = BinaryNumeric.Write(span[4..], value);
        BinaryPrimitives.WriteInt32BigEndian(span, written);
        length -= span.Length - 4 - written;
    }

    public override void Write(bool value)
    {
        var span = Take(5);
        BinaryPrimitives.WriteInt32BigEndian(span, 1);
        span[4] = value ? (byte)1 : (byte)0;
    }

    public override ValueTask EndRowAsync(CancellationToken cancellationToken)
    {
        isInRow = false;
        return length >= Full ? SendAsync(cancellationToken) : ValueTask.CompletedTask;
    }

    public override async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt16BigEndian(Reserve(2), -1);
        await SendAsync(cancellationToken).ConfigureAwait(false);
        isComplete = true;
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        if (!isComplete)
        {
            isComplete = true;
            try
            {
                await stream.CancelAsync().ConfigureAwait(false);
                await stream.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is InvalidOperationException or DbException or IOException)
            {
                // The load has failed, with an error that is on its way to the caller; a stream that was broken can be neither cancelled nor closed.
            }
        }
    }

    /// <summary>The next bytes of the row, which begins with the number of its columns.</summary>
    private Span<byte> Take(int count)
    {
        if (!isInRow)
        {
            isInRow = true;
            BinaryPrimitives.WriteInt16BigEndian(Reserve(2), columns);
        }

        return Reserve(count);
    }

    private Span<byte> Reserve(int count)
    {
        if (buffer.Length - length < count)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count));
        }

        var span = buffer.AsSpan(length, count);
        length += count;
        return span;
    }

    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        length = 0;
    }
}
