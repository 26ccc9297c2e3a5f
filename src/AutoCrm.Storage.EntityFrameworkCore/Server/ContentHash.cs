using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>
/// Hashes the columns of a row to 64 bits (XXH3), by which a repeated row is told from a changed one without its columns being read. When it was recorded is
/// no part of what a row says, and is left out.
/// </summary>
internal sealed class ContentHash(int recordedAt) : RowBinder
{
    private readonly ArrayBufferWriter<byte> bytes = new(512);

    /// <summary>The hash of what was bound; what is bound next is another row.</summary>
    public long Take()
    {
        var hash = (long)XxHash3.HashToUInt64(bytes.WrittenSpan);
        bytes.ResetWrittenCount();
        return hash;
    }

    public override void BindNull(int parameter) => Begin(parameter, 'n');

    public override void Bind(int parameter, long value)
    {
        if (parameter != recordedAt)
        {
            Begin(parameter, 'i');
            BinaryPrimitives.WriteInt64LittleEndian(bytes.GetSpan(8), value);
            bytes.Advance(8);
        }
    }

    public override void BindUtf8(int parameter, ReadOnlySpan<byte> text)
    {
        Begin(parameter, 't');
        bytes.Write(text);
    }

    public override void BindText(int parameter, string text)
    {
        Begin(parameter, 't');
        Encoding.UTF8.GetBytes(text, bytes);
    }

    public override void BindBytes(int parameter, ReadOnlySpan<byte> value)
    {
        Begin(parameter, 'b');
        bytes.Write(value);
    }

    /// <summary>Numbers that are equal have one hash, whatever their number of decimals is: 1.0 says what 1.00 says.</summary>
    public override void Bind(int parameter, decimal value)
    {
        Begin(parameter, 'd');
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value / 1.0000000000000000000000000000m, parts);
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.GetSpan(4), part);
            bytes.Advance(4);
        }
    }

    /// <summary>What was bound before ends where its number and type begin, so that no two rows are written alike.</summary>
    private void Begin(int parameter, char type)
    {
        var span = bytes.GetSpan(6);
        BinaryPrimitives.WriteInt32LittleEndian(span, parameter);
        span[4] = (byte)type;
        span[5] = 0xFF;
        bytes.Advance(6);
    }
}
