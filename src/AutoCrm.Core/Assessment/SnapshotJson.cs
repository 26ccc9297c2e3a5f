using System.Text.Json;
using AutoCrm.SharedKernel;

namespace AutoCrm.Assessment;

/// <summary>How snapshots are written: the same content always gives the same text, so that stores compare by it.</summary>
public static class SnapshotJson
{
    /// <summary>Writes a snapshot's content.</summary>
    public static string Write<T>(T content) => JsonSerializer.Serialize(content, AutoCrmJson.Options);

    /// <summary>Reads a snapshot's content.</summary>
    /// <exception cref="JsonException">The text is no <typeparamref name="T"/>.</exception>
    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, AutoCrmJson.Options) ?? throw new JsonException($"The snapshot holds no {typeof(T).Name}.");
}
