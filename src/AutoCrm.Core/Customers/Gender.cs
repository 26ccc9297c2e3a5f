namespace AutoCrm.Customers;

/// <summary>The gender a source states, for forms of address.</summary>
public enum Gender
{
    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Stated, and neither of the others.</summary>
    Other,
}
