using System.Text.Json.Serialization;

namespace AutoCrm.Import;

/// <summary>Where an interchange file stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportLevel>))]
public enum ImportLevel
{
    /// <summary>In the folder of a source system; each system may have one.</summary>
    System,

    /// <summary>Beside the folders of the source systems, which share it.</summary>
    Shared,
}
