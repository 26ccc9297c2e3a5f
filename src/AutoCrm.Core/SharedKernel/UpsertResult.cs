using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>What storing something by its source reference did.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UpsertResult>))]
public enum UpsertResult
{
    /// <summary>The reference was new.</summary>
    Added,

    /// <summary>The reference was known with the same content; nothing was written.</summary>
    Unchanged,

    /// <summary>The reference was known with other content, which is kept as a previous version.</summary>
    Replaced,

    /// <summary>What is stored is newer and stays; this was kept as a previous version.</summary>
    Outdated,

    /// <summary>What it refers to is not known; nothing was written.</summary>
    UnknownReference,

    /// <summary>The personal data of the record was erased, and stays so; nothing was written.</summary>
    Erased,
}
