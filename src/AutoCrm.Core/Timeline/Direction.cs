using System.Text.Json.Serialization;

namespace AutoCrm.Timeline;

/// <summary>Who began a contact.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Direction>))]
public enum Direction
{
    /// <summary>The customer.</summary>
    In,

    /// <summary>The firm.</summary>
    Out,
}
