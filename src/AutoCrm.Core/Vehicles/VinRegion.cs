using System.Text.Json.Serialization;

namespace AutoCrm.Vehicles;

/// <summary>The regions of the world by the first character of a VIN (ISO 3780).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VinRegion>))]
public enum VinRegion
{
    /// <summary>A to H.</summary>
    Africa,

    /// <summary>J to R.</summary>
    Asia,

    /// <summary>S to Z.</summary>
    Europe,

    /// <summary>1 to 5.</summary>
    NorthAmerica,

    /// <summary>6 and 7.</summary>
    Oceania,

    /// <summary>8, 9 and 0.</summary>
    SouthAmerica,
}
