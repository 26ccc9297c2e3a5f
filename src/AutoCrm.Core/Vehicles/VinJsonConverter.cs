using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.Vehicles;

/// <summary>Converts a VIN to and from its 17 characters.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class VinJsonConverter : JsonConverter<Vin>
{
    /// <inheritdoc/>
    public override Vin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Vin.TryParse(reader.GetString(), out var vin) ? vin : throw new JsonException($"'{reader.GetString()}' is not a VIN; expected 17 letters and digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Vin value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
