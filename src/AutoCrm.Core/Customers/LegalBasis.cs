namespace AutoCrm.Customers;

/// <summary>The grounds on which personal data may be used (GDPR article 6 (1), PIPL article 13).</summary>
public enum LegalBasis
{
    /// <summary>The person agreed.</summary>
    Consent,

    /// <summary>It is needed for a contract with the person.</summary>
    Contract,

    /// <summary>A law demands it, as recalls do.</summary>
    LegalObligation,

    /// <summary>A legitimate interest that outweighs the person's (GDPR only).</summary>
    LegitimateInterest,
}
