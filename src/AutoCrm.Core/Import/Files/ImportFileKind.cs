namespace AutoCrm.Import;

/// <summary>The kinds of interchange files.</summary>
public enum ImportFileKind
{
    /// <summary>Outlets of the network; a single file shared by all systems.</summary>
    Outlets,

    /// <summary>Customers of one system.</summary>
    Customers,

    /// <summary>Vehicles of one system.</summary>
    Vehicles,

    /// <summary>Events of the customers of one system.</summary>
    Events,
}
