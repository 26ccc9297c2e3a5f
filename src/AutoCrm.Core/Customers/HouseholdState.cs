using AutoCrm.SharedKernel;

namespace AutoCrm.Customers;

/// <summary>Everything a household is, as values, for stores outside AutoCrm.</summary>
public sealed record HouseholdState
{
    /// <summary>The id.</summary>
    public required Id<Household> Id { get; init; }

    /// <summary>How often it has been stored.</summary>
    public required int Version { get; init; }

    /// <inheritdoc cref="Household.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Household.Address"/>
    public PostalAddress? Address { get; init; }
}
