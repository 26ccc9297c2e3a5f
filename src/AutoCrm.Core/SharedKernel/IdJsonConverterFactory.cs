using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>Writes every <see cref="Id{T}"/> as its UUID string, and reads it back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IdJsonConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

    /// <inheritdoc/>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "What ids name are classes, for which the code of IdJsonConverter<object> is shared.")]
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return (JsonConverter)Activator.CreateInstance(ConverterOf(typeToConvert.GetGenericArguments()[0]))!;
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "What ids name are classes, for which the code of IdJsonConverter<object> is shared.")]
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    private static Type ConverterOf(Type named) => named == typeof(object) ? typeof(IdJsonConverter<object>) : typeof(IdJsonConverter<>).MakeGenericType(named);

    private sealed class IdJsonConverter<T> : JsonConverter<Id<T>>
    {
        public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Id<T>.TryParse(reader.GetString(), out var id)
                ? id
                : throw new JsonException($"'{reader.GetString()}' is not an id of {typeof(T).Name}; expected a UUID.");

        public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
