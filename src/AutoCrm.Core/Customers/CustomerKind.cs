namespace AutoCrm.Customers;

/// <summary>What a customer is in law.</summary>
public enum CustomerKind
{
    /// <summary>A natural person (个人).</summary>
    Person,

    /// <summary>A company or other organisation (单位).</summary>
    Organization,
}
