using AutoCrm.SharedKernel;

namespace AutoCrm.Customers;

/// <summary>The state of a household as values, for stores outside AutoCrm.</summary>
public sealed record HouseholdState
{
    /// <summary>The id.</summary>
    public required Id<Household> Id { get; init; }

    /// <summary>The version: how often the household has been stored.</summary>
    public required int Version { get; init; }

    /// <inheritdoc cref="Household.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Household.Address"/>
    public PostalAddress? Address { get; init; }
}
