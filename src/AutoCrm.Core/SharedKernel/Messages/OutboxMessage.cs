using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.SharedKernel;

/// <summary>
/// A message that was committed together with the change it describes. Its members are the attributes of a CloudEvent 1.0, some of them by the names
/// that AutoCrm uses elsewhere. <see cref="MessageDefinitions.Create"/> makes it. Immutable; safe for use by several threads.
/// </summary>
public sealed record OutboxMessage
{
    /// <summary>The version of the CloudEvents specification.</summary>
    public const string SpecVersion = "1.0";

    /// <summary>What <see cref="Data"/> is, the attribute <c>datacontenttype</c>.</summary>
    public const string DataContentType = "application/json";

    private const int PositionDigits = 19;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The message's id, a UUIDv7; a receiver absorbs duplicates by it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The host that published it, a URI reference.</summary>
    public required string Source { get; init; }

    /// <summary>The CloudEvents type, such as <c>autocrm.lifecycle.stage-changed.v1</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What it is about: the customer's id. Messages of one subject are published in order.</summary>
    public required string Subject { get; init; }

    /// <summary>When what it describes occurred, the attribute <c>time</c>.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>When the message was made, the extension <c>recordedtime</c>. It may be long after it occurred.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>Where the schema of the data is found, an absolute URI; <see langword="null"/> where none is stated.</summary>
    public string? DataSchema { get; init; }

    /// <summary>The key by which a broker puts messages into partitions, the extension <c>partitionkey</c>; the subject unless the definition states another.</summary>
    public required string PartitionKey { get; init; }

    /// <summary>The trace in which it was made, as W3C Trace Context writes it; <see langword="null"/> where there was none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What vendors add to <see cref="TraceParent"/>.</summary>
    public string? TraceState { get; init; }

    /// <summary>The domain event as JSON.</summary>
    public required string Data { get; init; }

    /// <summary>The message as JSON in the structured mode of CloudEvents. The same message always gives the same text.</summary>
    /// <param name="sequence">
    /// Its position in the outbox, which is written as the extension <c>sequence</c>: digits that sort as text; <see langword="null"/> leaves it out.
    /// </param>
    public string ToCloudEvent(long? sequence = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("specversion", SpecVersion);
            json.WriteString("id", Id);
            json.WriteString("source", Source);
            json.WriteString("type", Type);
            json.WriteString("subject", Subject);
            json.WriteString("time", InstantPattern.ExtendedIso.Format(OccurredAt));
            json.WriteString("datacontenttype", DataContentType);
            WriteIfStated(json, "dataschema", DataSchema);
            json.WriteString("recordedtime", InstantPattern.ExtendedIso.Format(RecordedAt));
            json.WriteString("partitionkey", PartitionKey);
            WriteIfStated(json, "sequence", sequence?.ToString($"D{PositionDigits}", CultureInfo.InvariantCulture));
            WriteIfStated(json, "traceparent", TraceParent);
            WriteIfStated(json, "tracestate", TraceState);
            json.WritePropertyName("data");
            json.WriteRawValue(Data);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteIfStated(Utf8JsonWriter json, string attribute, string? value)
    {
        if (value is not null)
        {
            json.WriteString(attribute, value);
        }
    }
}
