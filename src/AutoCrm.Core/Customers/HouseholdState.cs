using AutoCrm.SharedKernel;

namespace AutoCrm.Customers;

/// <summary>The state of a household.</summary>
public sealed record HouseholdState
{
    /// <summary>The id.</summary>
    public required Id<Household> Id { get; init; }

    /// <inheritdoc cref="Household.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Household.Address"/>
    public PostalAddress? Address { get; init; }
}
