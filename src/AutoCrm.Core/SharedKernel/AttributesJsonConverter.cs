using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>Writes attributes as an object with a member per column, and reads them back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AttributesJsonConverter : JsonConverter<Attributes>
{
    /// <inheritdoc/>
    public override Attributes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject ? new Attributes(ReadPairs(ref reader)) : throw new JsonException("Attributes are an object with text by column.");

    private static List<KeyValuePair<string, string>> ReadPairs(ref Utf8JsonReader reader)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            pairs.Add(new(name, reader.GetString() ?? throw new JsonException($"The attribute '{name}' is null; expected text.")));
        }

        return pairs;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Attributes value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        foreach (var (name, text) in value)
        {
            writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }
}
