using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.SharedKernel;

/// <summary>Writes an <see cref="Instant"/> as ISO 8601 in UTC, such as <c>2026-11-23T08:15:00Z</c>, and reads it back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InstantJsonConverter : JsonConverter<Instant>
{
    private static readonly Instant FirstDateTime = Instant.FromUtc(1, 1, 1, 0, 0);

    private static readonly Instant AfterLastDateTime = Instant.FromUtc(9999, 12, 31, 0, 0);

    /// <inheritdoc/>
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parsed = InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "");
        return parsed.Success
            ? parsed.Value
            : throw new JsonException($"'{reader.GetString()}' is not an instant; expected ISO 8601 in UTC such as 2026-11-23T08:15:00Z.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value >= FirstDateTime && value < AfterLastDateTime && value.ToDateTimeUtc() is var time && Instant.FromDateTimeUtc(time) == value)
        {
            // The same text, without a string for it: whole ticks are what stores keep.
            writer.WriteStringValue(time);
        }
        else
        {
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
        }
    }
}
