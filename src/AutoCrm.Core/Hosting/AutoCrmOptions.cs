using AutoCrm.SharedKernel;

namespace AutoCrm.Hosting;

/// <summary>What a host may set for all of AutoCrm. It is validated when the host starts.</summary>
public sealed class AutoCrmOptions
{
    /// <summary>The currency in which RFM and value are counted, a code of ISO 4217.</summary>
    /// <value><c>CNY</c> by default.</value>
    public string BaseCurrency { get; set; } = "CNY";

    /// <summary>ISO 3166-1 alpha-2 of the country whose habits apply to phone numbers of records that name no country.</summary>
    /// <value><c>CN</c> by default.</value>
    public string DefaultCountry { get; set; } = "CN";

    /// <summary>The <c>source</c> of all messages, by which receivers distinguish hosts: a URI reference, absolute or not.</summary>
    /// <value><c>/autocrm</c> by default.</value>
    public string MessageSource { get; set; } = MessageDefinitions.DefaultSource;

    /// <summary>How often <see cref="CrmSession.ExecuteAsync{T}"/> does a unit of work that loses its race before it gives up.</summary>
    /// <value>20 by default; 1 to 1,000.</value>
    public int CommitAttempts { get; set; } = 20;
}
