using System.Text.Json.Serialization;

namespace AutoCrm.Network;

/// <summary>The kinds of outlets of a network (渠道).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutletKind>))]
public enum OutletKind
{
    /// <summary>The importer's or group's head office (总部).</summary>
    HeadOffice,

    /// <summary>A dealer (经销商).</summary>
    Dealer,

    /// <summary>A service station (维修站).</summary>
    ServiceStation,
}
