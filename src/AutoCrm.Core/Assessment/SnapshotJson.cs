using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AutoCrm.SharedKernel;

namespace AutoCrm.Assessment;

/// <summary>Serializes snapshots deterministically: equal content produces equal text, so that stores can compare it.</summary>
public static class SnapshotJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new InstantJsonConverter() },
    };

    /// <summary>Serializes the content of a snapshot.</summary>
    public static string Write<T>(T content) => JsonSerializer.Serialize(content, Options);

    /// <summary>Deserializes the content of a snapshot.</summary>
    /// <exception cref="JsonException">The text is not a valid <typeparamref name="T"/>.</exception>
    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException($"The snapshot is null; expected a {typeof(T).Name}.");
}
