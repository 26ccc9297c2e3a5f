using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>Holds the rows of new events in memory until they are loaded, in the order of their records and not in that in which they came.</summary>
internal sealed class EventSpool
{
    private readonly Row row = new();
    private readonly RowAndHash both;
    private readonly List<Entry> entries = [];
    private readonly Dictionary<long, SpooledRecord> records = [];
    private bool isSorted = true;

    public EventSpool() => both = new RowAndHash(row, new ContentHash(EventBatch.RecordedAtParameter));

    public int Count => entries.Count;

    /// <summary>How many bytes the rows take.</summary>
    public int Length => row.Length;

    /// <summary>The records that get events.</summary>
    public IReadOnlyCollection<SpooledRecord> Records => records.Values;

    public void Add(RecordState record, CustomerEvent customerEvent, EventColumns columns)
    {
        var number = record.Number!.Value;
        if (!records.TryGetValue(number, out var spooled))
        {
            records[number] = spooled = new SpooledRecord(number, record.System, record.Source.Key);
        }

        spooled.HasConsents |= customerEvent is ConsentChanged;
        isSorted &= entries.Count == 0 || entries[^1].Record <= number;
        entries.Add(new Entry(number, row.Length));
        EventBatch.BindAndHash(both, columns, customerEvent);
    }

    /// <summary>Writes the rows record by record, each with the next number of its record before it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="lastEvents">By record the number of its latest event; events of records that are missing here are left out.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="InvalidOperationException">A record would have more events than one can have.</exception>
    public async ValueTask WriteNumberedAsync(RelationalBulkWriter writer, Dictionary<long, long> lastEvents, CancellationToken cancellationToken)
    {
        if (!isSorted)
        {
            entries.Sort((one, other) => one.Record != other.Record ? one.Record.CompareTo(other.Record) : one.Start.CompareTo(other.Start));
            isSorted = true;
        }

        foreach (var entry in entries)
        {
            if (lastEvents.TryGetValue(entry.Record, out var last))
            {
                if ((last & EventColumns.LastPlace) == EventColumns.LastPlace)
                {
                    throw new InvalidOperationException(
                        $"An event of the record with key '{records[entry.Record].Key}' cannot be stored: it has {EventColumns.LastPlace} events, as many as one record can have.");
                }

                writer.Write(lastEvents[entry.Record] = last + 1);
                row.Replay(entry.Start, writer);
                await writer.EndRowAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes the rows in the order in which they came, each with its place and its record before it.</summary>
    public async ValueTask WriteAsync(RelationalBulkWriter writer, CancellationToken cancellationToken)
    {
        foreach (var entry in entries.OrderBy(entry => entry.Start))
        {
            var record = records[entry.Record];
            writer.Write((long)entry.Start);
            writer.Write(record.System);
            writer.Write(record.Key);
            row.Replay(entry.Start, writer);
            await writer.EndRowAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Clear()
    {
        row.Clear();
        entries.Clear();
        records.Clear();
        isSorted = true;
    }

    private readonly record struct Entry(long Record, int Start);

    /// <summary>Binds a row to the spool and to its hash at once, so that what is written as JSON is written once.</summary>
    internal sealed class RowAndHash(RowBinder row, ContentHash hash) : RowBinder
    {
        public RowBinder Row => row;

        public ContentHash Hash => hash;

        public override void BindNull(int parameter)
        {
            row.BindNull(parameter);
            hash.BindNull(parameter);
        }

        public override void Bind(int parameter, long value)
        {
            row.Bind(parameter, value);
            hash.Bind(parameter, value);
        }

        public override void BindUtf8(int parameter, ReadOnlySpan<byte> text)
        {
            row.BindUtf8(parameter, text);
            hash.BindUtf8(parameter, text);
        }

        public override void BindText(int parameter, string text)
        {
            row.BindText(parameter, text);
            hash.BindText(parameter, text);
        }

        public override void BindBytes(int parameter, ReadOnlySpan<byte> bytes) => throw new NotSupportedException("Rows hold no bytes.");

        public override void Bind(int parameter, decimal value)
        {
            row.Bind(parameter, value);
            hash.Bind(parameter, value);
        }
    }

    /// <summary>The values of rows one after the other: a byte for the type, then the value.</summary>
    private sealed class Row : RowBinder
    {
        private const byte Null = 0;
        private const byte Number = 1;
        private const byte Utf8 = 2;
        private const byte Exact = 3;

        private readonly ArrayBufferWriter<byte> bytes = new(1 << 16);

        public int Length => bytes.WrittenCount;

        public void Clear() => bytes.ResetWrittenCount();

        public override void BindNull(int parameter) => Take(1)[0] = Null;

        public override void Bind(int parameter, long value)
        {
            var span = Take(9);
            span[0] = Number;
            BinaryPrimitives.WriteInt64LittleEndian(span[1..], value);
        }

        public override void BindUtf8(int parameter, ReadOnlySpan<byte> text)
        {
            var span = Take(5 + text.Length);
            span[0] = Utf8;
            BinaryPrimitives.WriteInt32LittleEndian(span[1..], text.Length);
            text.CopyTo(span[5..]);
        }

        public override void BindText(int parameter, string text)
        {
            var span = bytes.GetSpan(5 + Encoding.UTF8.GetMaxByteCount(text.Length));
            var length = Encoding.UTF8.GetBytes(text, span[5..]);
            span[0] = Utf8;
            BinaryPrimitives.WriteInt32LittleEndian(span[1..], length);
            bytes.Advance(5 + length);
        }

        public override void BindBytes(int parameter, ReadOnlySpan<byte> value) => throw new NotSupportedException("Rows hold no bytes.");

        public override void Bind(int parameter, decimal value)
        {
            var span = Take(17);
            span[0] = Exact;
            Span<int> parts = stackalloc int[4];
            decimal.GetBits(value, parts);
            for (var i = 0; i < parts.Length; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(span[(1 + (4 * i))..], parts[i]);
            }
        }

        /// <summary>Writes the row that begins at a place.</summary>
        public void Replay(int start, RelationalBulkWriter writer)
        {
            var span = bytes.WrittenSpan[start..];
            for (var column = 0; column < TableColumns.Event.Count; column++)
            {
                switch (span[0])
                {
                    case Null:
                        writer.WriteNull();
                        span = span[1..];
                        break;
                    case Number:
                        writer.Write(BinaryPrimitives.ReadInt64LittleEndian(span[1..]));
                        span = span[9..];
                        break;
                    case Utf8:
                        var length = BinaryPrimitives.ReadInt32LittleEndian(span[1..]);
                        writer.WriteUtf8(span.Slice(5, length));
                        span = span[(5 + length)..];
                        break;
                    default:
                        writer.Write(new decimal(
                        [
                            BinaryPrimitives.ReadInt32LittleEndian(span[1..]), BinaryPrimitives.ReadInt32LittleEndian(span[5..]),
                            BinaryPrimitives.ReadInt32LittleEndian(span[9..]), BinaryPrimitives.ReadInt32LittleEndian(span[13..]),
                        ]));
                        span = span[17..];
                        break;
                }
            }
        }

        private Span<byte> Take(int count)
        {
            var span = bytes.GetSpan(count)[..count];
            bytes.Advance(count);
            return span;
        }
    }
}

/// <summary>A record that gets spooled events.</summary>
internal sealed class SpooledRecord(long number, long system, string key)
{
    public long Number => number;

    public long System => system;

    public string Key => key;

    /// <summary>Whether an event changes consents, which are part of the golden record.</summary>
    public bool HasConsents { get; set; }
}
