using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>
/// What a store erases of a person in one commit, for authors of stores. What remains is given by
/// <c>AutoCrm.Storage.ErasedForm</c>, so that all stores keep the same.
/// </summary>
public sealed record PersonalDataErasure
{
    /// <summary>The ids of the person: that of the customer, and those of the customers merged into it.</summary>
    public required IReadOnlyList<Id<Customer>> Customers { get; init; }

    /// <summary>
    /// The records of these customers. They and all versions of their events are replaced by their erased form, and their previous
    /// versions are removed. A store whose customers have other records by now fails the commit.
    /// </summary>
    public required IReadOnlyList<SourceRef> Records { get; init; }

    /// <summary>The decisions that take the place of those with their ids.</summary>
    public IReadOnlyList<LineageEntry> Lineage { get; init; } = [];

    /// <summary>The vehicles whose records are replaced by their erased form and lose their previous versions.</summary>
    public IReadOnlyList<Vin> Vehicles { get; init; } = [];

    /// <summary>The aggregates of which previous versions that imports replaced are removed.</summary>
    public IReadOnlyList<(AggregateDefinition Definition, Guid Key)> Aggregates { get; init; } = [];

    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>The exception of a commit that finds other records of the person than this erasure names.</summary>
    public ConcurrencyException CreateConcurrencyException() => new(
        $"The personal data of customer {Customers[0]} cannot be erased: its records have changed since they were read. Read it again and repeat.");
}
