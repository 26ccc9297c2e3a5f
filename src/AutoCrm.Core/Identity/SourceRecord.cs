using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>One silo's view of one customer, as it was told. A customer is a cluster of these.</summary>
public sealed record SourceRecord
{
    /// <summary>The system and the customer's key there.</summary>
    public required SourceRef Source { get; init; }

    /// <summary>What the customer is in law.</summary>
    public required CustomerKind Kind { get; init; }

    /// <summary>The name.</summary>
    public CustomerName? Name { get; init; }

    /// <summary>The phone numbers, the main one first.</summary>
    public IReadOnlyList<ContactPoint> Phones { get; init; } = [];

    /// <summary>The e-mail address.</summary>
    public ContactPoint? Email { get; init; }

    /// <summary>The date of birth.</summary>
    public LocalDate? BirthDate { get; init; }

    /// <summary>The gender.</summary>
    public Gender? Gender { get; init; }

    /// <summary>The postal address.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>The language, a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>The outlet that looks after the customer.</summary>
    public OutletCode? Outlet { get; init; }

    /// <summary>Whether the customer allowed marketing, where the system says so.</summary>
    public bool? MarketingConsent { get; init; }

    /// <summary>When the system last changed it.</summary>
    public Instant? UpdatedAt { get; init; }

    /// <summary>When AutoCrm learned of it.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>Whatever else the system said, by column.</summary>
    public Attributes Attributes { get; init; } = Attributes.None;

    /// <summary>When it was known at the latest: <see cref="UpdatedAt"/>, else <see cref="RecordedAt"/>.</summary>
    public Instant KnownAt => UpdatedAt ?? RecordedAt;

    /// <summary>Whether two records say the same, whenever AutoCrm learned of them.</summary>
    public bool HasSameContentAs(SourceRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Phones.SequenceEqual(other.Phones) && this with { RecordedAt = other.RecordedAt, Phones = other.Phones } == other;
    }
}
