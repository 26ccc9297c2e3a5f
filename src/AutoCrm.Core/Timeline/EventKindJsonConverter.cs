using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.Timeline;

/// <summary>Writes a kind of events as its code, and reads it back; the code of a kind that AutoCrm does not ship gives one that is not registered.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventKindJsonConverter : JsonConverter<EventKind>
{
    /// <inheritdoc/>
    public override EventKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } code
            ? EventKinds.Default.FindStored(code)
            : throw new JsonException("A kind of events has no code; expected one such as service_visited.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EventKind value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Code);
    }
}
