using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>Writes an outlet's code as a string, and reads it back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OutletCodeJsonConverter : JsonConverter<OutletCode>
{
    /// <inheritdoc/>
    public override OutletCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } code ? new OutletCode(code) : throw new JsonException("An outlet's code is not empty.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, OutletCode value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
