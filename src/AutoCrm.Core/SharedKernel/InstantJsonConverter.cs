using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.SharedKernel;

/// <summary>Writes an <see cref="Instant"/> as ISO 8601 in UTC, such as <c>2026-11-23T08:15:00Z</c>, and reads it back.</summary>
public sealed class InstantJsonConverter : JsonConverter<Instant>
{
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
        writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}
