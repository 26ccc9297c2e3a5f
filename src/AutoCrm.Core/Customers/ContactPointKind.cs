using System.Text.Json.Serialization;

namespace AutoCrm.Customers;

/// <summary>The kinds of contact points.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContactPointKind>))]
public enum ContactPointKind
{
    /// <summary>A telephone number, compared in E.164.</summary>
    Phone,

    /// <summary>An e-mail address, compared in lower case.</summary>
    Email,

    /// <summary>A postal address.</summary>
    PostalAddress,

    /// <summary>An account of a messenger such as WeChat.</summary>
    Messenger,
}
