using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using NodaTime;

namespace WebHost;

/// <summary>A customer record as one system sends it; phone numbers and the e-mail address as people write them.</summary>
public sealed record RecordRequest
{
    /// <summary>The system and its key, such as <c>sales:1001</c>. It is the idempotency key: the same again changes nothing.</summary>
    public SourceRef Source { get; init; }

    /// <summary>Person or organisation.</summary>
    public CustomerKind Kind { get; init; }

    /// <summary>The full name.</summary>
    public string? Name { get; init; }

    /// <summary>The family name, where the system has it apart.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The given name, where the system has it apart.</summary>
    public string? GivenName { get; init; }

    /// <summary>The phone numbers, the primary one first.</summary>
    public IReadOnlyList<string>? Phones { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The date of birth.</summary>
    public LocalDate? BirthDate { get; init; }

    /// <summary>The postal address.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>The outlet responsible for the customer.</summary>
    public OutletCode? Outlet { get; init; }

    /// <summary>Whether the customer consented to marketing.</summary>
    public bool? MarketingConsent { get; init; }

    /// <summary>When the system last changed it.</summary>
    public Instant? UpdatedAt { get; init; }

    /// <summary>The record, as received now.</summary>
    /// <param name="now">The time now.</param>
    /// <param name="country">The country assumed for phone numbers without country code, unless the address names one.</param>
    public SourceRecord ToRecord(Instant now, string country) => new()
    {
        Source = Source,
        Kind = Kind,
        Name = CustomerName.From(Name, FamilyName, GivenName),
        Phones = [.. (Phones ?? []).Select(phone => ContactPoint.Phone(phone, Address?.Country ?? country))],
        Email = Email is null ? null : ContactPoint.Email(Email),
        BirthDate = BirthDate,
        Address = Address,
        Outlet = Outlet,
        MarketingConsent = MarketingConsent,
        UpdatedAt = UpdatedAt,
        RecordedAt = now,
    };
}

/// <summary>What became of a record.</summary>
/// <param name="Source">The record.</param>
/// <param name="Customer">The customer it is part of.</param>
/// <param name="Stage">The stage of the customer now.</param>
public sealed record RegisteredRecord(SourceRef Source, Id<Customer> Customer, Stage? Stage);

/// <summary>What became of an event.</summary>
/// <param name="Source">The event.</param>
/// <param name="Result">What storing it did.</param>
public sealed record AppendedEvent(SourceRef Source, UpsertResult Result);

/// <summary>A decision to merge.</summary>
/// <param name="Absorbed">The customer that is merged into the one of the route.</param>
/// <param name="By">The author.</param>
/// <param name="Why">The reason, as text.</param>
public sealed record MergeRequest(Id<Customer> Absorbed, string By, string Why);

/// <summary>A decision to undo a merge.</summary>
/// <param name="By">The author.</param>
/// <param name="Why">The reason, as text.</param>
public sealed record UndoRequest(string By, string Why);
