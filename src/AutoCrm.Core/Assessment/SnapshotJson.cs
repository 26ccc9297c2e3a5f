using System.Text.Json;
using AutoCrm.SharedKernel;

namespace AutoCrm.Assessment;

/// <summary>Serializes snapshots deterministically: equal content produces equal text, so that stores can compare it.</summary>
public static class SnapshotJson
{
    /// <summary>Writes a snapshot's content.</summary>
    public static string Write<T>(T content) => JsonSerializer.Serialize(content, AutoCrmJson.Options);

    /// <summary>Deserializes the content of a snapshot.</summary>
    /// <exception cref="JsonException">The text is not a valid <typeparamref name="T"/>.</exception>
    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, AutoCrmJson.Options) ?? throw new JsonException($"The snapshot holds no {typeof(T).Name}.");
}
