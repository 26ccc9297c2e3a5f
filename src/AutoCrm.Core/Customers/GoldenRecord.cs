using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>
/// The golden record of a customer, composed from its source records. The originating record is known for each field.
/// </summary>
public sealed record GoldenRecord
{
    /// <summary>Person or organisation.</summary>
    public required CustomerKind Kind { get; init; }

    /// <summary>The name; <see langword="null"/> if no record has one.</summary>
    public CustomerName? Name { get; init; }

    /// <summary>The date of birth of a person.</summary>
    public LocalDate? BirthDate { get; init; }

    /// <summary>The gender of a person.</summary>
    public Gender? Gender { get; init; }

    /// <summary>The language to address the customer in, a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>The postal address.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>The outlet responsible for the customer.</summary>
    public OutletCode? Outlet { get; init; }

    /// <summary>The distinct contact points of all records; at most one is preferred per kind.</summary>
    public IReadOnlyList<ContactPoint> ContactPoints { get; init; } = [];

    /// <summary>What records and events state on consents.</summary>
    public IReadOnlyList<ConsentStatement> ConsentStatements { get; init; } = [];

    /// <summary>The originating record of each field, by the name of the field in interchange files.</summary>
    public IReadOnlyDictionary<string, SourceRef> Origins { get; init; } = new Dictionary<string, SourceRef>();
}
