using System.Text.Json.Serialization;

namespace AutoCrm.Customers;

/// <summary>Person or organisation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CustomerKind>))]
public enum CustomerKind
{
    /// <summary>A natural person (个人).</summary>
    Person,

    /// <summary>A company or other organisation (单位).</summary>
    Organization,
}
