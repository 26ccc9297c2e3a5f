using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>A customer record as supplied by one source system. A customer is a cluster of source records.</summary>
public sealed record SourceRecord
{
    /// <summary>The source system and the key of the customer in it.</summary>
    public required SourceRef Source { get; init; }

    /// <summary>Person or organisation.</summary>
    public required CustomerKind Kind { get; init; }

    /// <summary>The name.</summary>
    public CustomerName? Name { get; init; }

    /// <summary>The phone numbers, the primary one first.</summary>
    public IReadOnlyList<ContactPoint> Phones { get; init => field = value ?? []; } = [];

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

    /// <summary>The outlet responsible for the customer.</summary>
    public OutletCode? Outlet { get; init; }

    /// <summary>Whether the customer consented to marketing; <see langword="null"/> if the system does not state it.</summary>
    public bool? MarketingConsent { get; init; }

    /// <summary>When the system last changed it.</summary>
    public Instant? UpdatedAt { get; init; }

    /// <summary>When AutoCrm received the record.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>Further values supplied by the system, by column.</summary>
    public Attributes Attributes { get; init => field = value ?? Attributes.None; } = Attributes.None;

    /// <summary>The effective time of the record: <see cref="UpdatedAt"/> if known, else <see cref="RecordedAt"/>.</summary>
    public Instant KnownAt => UpdatedAt ?? RecordedAt;

    /// <summary>Whether two records have the same content, regardless of when they were received.</summary>
    public bool HasSameContentAs(SourceRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Phones.SequenceEqual(other.Phones) && this with { RecordedAt = other.RecordedAt, Phones = other.Phones } == other;
    }
}
