using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>Writes a page as its items and where the next page begins, and reads it back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PageJsonConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Page<>);

    /// <inheritdoc/>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Items of pages are classes, for which the code of one converter is shared.")]
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return (JsonConverter)Activator.CreateInstance(ConverterOf(typeToConvert.GetGenericArguments()[0]))!;
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Items of pages are classes, for which the code of one converter is shared.")]
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    private static Type ConverterOf(Type item) => item == typeof(object) ? typeof(PageJsonConverter<object>) : typeof(PageJsonConverter<>).MakeGenericType(item);

    private sealed class PageJsonConverter<T> : JsonConverter<Page<T>>
    {
        public override Page<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var json = JsonDocument.ParseValue(ref reader);
            var items = json.RootElement.GetProperty("items").Deserialize((System.Text.Json.Serialization.Metadata.JsonTypeInfo<IReadOnlyList<T>>)options.GetTypeInfo(typeof(IReadOnlyList<T>)));
            return new Page<T>(items ?? [], json.RootElement.TryGetProperty("next", out var next) ? next.GetString() : null);
        }

        public override void Write(Utf8JsonWriter writer, Page<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("items");
            JsonSerializer.Serialize(writer, value.Items, options.GetTypeInfo(typeof(IReadOnlyList<T>)));
            if (value.Next is { } next)
            {
                writer.WriteString("next", next);
            }

            writer.WriteEndObject();
        }
    }
}
