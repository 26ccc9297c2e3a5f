using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.Vehicles;

/// <summary>Writes a VIN as its 17 characters, and reads it back.</summary>
public sealed class VinJsonConverter : JsonConverter<Vin>
{
    /// <inheritdoc/>
    public override Vin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Vin.TryParse(reader.GetString(), out var vin) ? vin : throw new JsonException($"'{reader.GetString()}' is no VIN.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Vin value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
