using System.Text.Json.Serialization;

namespace AutoCrm.Customers;

/// <summary>The legal bases for the use of personal data (GDPR article 6 (1), PIPL article 13).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LegalBasis>))]
public enum LegalBasis
{
    /// <summary>The person consented.</summary>
    Consent,

    /// <summary>Necessary for a contract with the person.</summary>
    Contract,

    /// <summary>A legal obligation, such as a recall.</summary>
    LegalObligation,

    /// <summary>A legitimate interest that outweighs the person's (GDPR only).</summary>
    LegitimateInterest,
}
