namespace AutoCrm.Import;

/// <summary>What the rows of an interchange file are.</summary>
public enum ImportFileKind
{
    /// <summary>Outlets of the network; one file for all systems.</summary>
    Outlets,

    /// <summary>Customers as one system knows them.</summary>
    Customers,

    /// <summary>Vehicles as one system knows them.</summary>
    Vehicles,

    /// <summary>Events of one system's customers.</summary>
    Events,
}
