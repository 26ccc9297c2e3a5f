namespace AutoCrm.Customers;

/// <summary>The gender stated by a source, used for forms of address.</summary>
public enum Gender
{
    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Stated, and neither female nor male.</summary>
    Other,
}
