using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.Import;

/// <summary>A mapping as it is written in its file: every member that is not a setting is the mapping of a file.</summary>
internal sealed record MappingDocument
{
    public char Delimiter { get; set; } = ',';

    public string? DateFormat { get; set; }

    public string? DateTimeFormat { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement> Files { get; set; } = [];
}

/// <summary>The metadata by which mappings are read without reflection.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MappingDocument))]
[JsonSerializable(typeof(FileMapping))]
internal sealed partial class ImportMappingJsonContext : JsonSerializerContext;
