using AutoCrm.SharedKernel;

namespace AutoCrm.Hosting;

/// <summary>What a host may set for all of AutoCrm.</summary>
public sealed class AutoCrmOptions
{
    /// <summary>The currency in which RFM and value are counted, a code of ISO 4217. Default: <c>CNY</c>.</summary>
    public string BaseCurrency { get; set; } = "CNY";

    /// <summary>
    /// ISO 3166-1 alpha-2 of the country whose habits apply to phone numbers of records that name no country. Default: <c>CN</c>.
    /// </summary>
    public string DefaultCountry { get; set; } = "CN";

    /// <summary>
    /// The <c>source</c> of all messages, by which receivers tell hosts apart: a URI reference, absolute or not. Default: <c>/autocrm</c>.
    /// </summary>
    public string MessageSource { get; set; } = MessageDefinitions.DefaultSource;
}
