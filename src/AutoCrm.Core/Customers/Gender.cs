using System.Text.Json.Serialization;

namespace AutoCrm.Customers;

/// <summary>The gender stated by a source, used for forms of address.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Gender>))]
public enum Gender
{
    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Stated, and neither female nor male.</summary>
    Other,
}
