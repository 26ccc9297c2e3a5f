using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AutoCrm.SharedKernel;

namespace AutoCrm.Assessment;

/// <summary>How snapshots are written: the same content always gives the same text, so that stores compare by it.</summary>
public static class SnapshotJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new InstantJsonConverter() },
    };

    /// <summary>Writes a snapshot's content.</summary>
    public static string Write<T>(T content) => JsonSerializer.Serialize(content, Options);

    /// <summary>Reads a snapshot's content.</summary>
    /// <exception cref="JsonException">The text is no <typeparamref name="T"/>.</exception>
    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException($"The snapshot holds no {typeof(T).Name}.");
}
