using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>Writes a source reference as <c>"system:key"</c>, and reads it back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SourceRefJsonConverter : JsonConverter<SourceRef>
{
    /// <inheritdoc/>
    public override SourceRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return SourceRef.Parse(reader.GetString() ?? "");
        }
        catch (FormatException notOne)
        {
            throw new JsonException(notOne.Message, notOne);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SourceRef value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
