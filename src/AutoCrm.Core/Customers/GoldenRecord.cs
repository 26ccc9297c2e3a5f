using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>
/// Who a customer is, put together from the source records: the golden record. Each field names the record it comes from.
/// </summary>
public sealed record GoldenRecord
{
    /// <summary>What the customer is in law.</summary>
    public required CustomerKind Kind { get; init; }

    /// <summary>The name; <see langword="null"/> where no record has one.</summary>
    public CustomerName? Name { get; init; }

    /// <summary>The date of birth of a person.</summary>
    public LocalDate? BirthDate { get; init; }

    /// <summary>The gender of a person.</summary>
    public Gender? Gender { get; init; }

    /// <summary>The language to address the customer in, a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>The postal address.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>The outlet that looks after the customer.</summary>
    public OutletCode? Outlet { get; init; }

    /// <summary>All ways to reach the customer that any record knows, each once; one preferred per kind.</summary>
    public IReadOnlyList<ContactPoint> ContactPoints { get; init; } = [];

    /// <summary>Whether the customer allowed marketing, where a record says so.</summary>
    public bool? MarketingConsent { get; init; }

    /// <summary>The record each field comes from, by the field's name in interchange files.</summary>
    public IReadOnlyDictionary<string, SourceRef> Origins { get; init; } = new Dictionary<string, SourceRef>();
}
