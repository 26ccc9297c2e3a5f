using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>
/// The state of a customer as values, for stores outside AutoCrm: written from <see cref="Customer.ToState"/>, and read back with
/// <see cref="Customer.Restore"/>. Not intended for use by hosts.
/// </summary>
public sealed record CustomerState
{
    /// <summary>The id.</summary>
    public required Id<Customer> Id { get; init; }

    /// <inheritdoc cref="Customer.Kind"/>
    public required CustomerKind Kind { get; init; }

    /// <inheritdoc cref="Customer.Name"/>
    public CustomerName? Name { get; init; }

    /// <inheritdoc cref="Customer.BirthDate"/>
    public LocalDate? BirthDate { get; init; }

    /// <inheritdoc cref="Customer.Gender"/>
    public Gender? Gender { get; init; }

    /// <inheritdoc cref="Customer.Language"/>
    public string? Language { get; init; }

    /// <inheritdoc cref="Customer.Address"/>
    public PostalAddress? Address { get; init; }

    /// <inheritdoc cref="Customer.Outlet"/>
    public OutletCode? Outlet { get; init; }

    /// <inheritdoc cref="Customer.ContactPoints"/>
    public IReadOnlyList<ContactPoint> ContactPoints { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Customer.Consents"/>
    public IReadOnlyList<Consent> Consents { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Customer.Preferences"/>
    public Attributes Preferences { get; init => field = value ?? Attributes.None; } = Attributes.None;

    /// <inheritdoc cref="Customer.Household"/>
    public Id<Household>? Household { get; init; }

    /// <inheritdoc cref="Customer.Parent"/>
    public Id<Customer>? Parent { get; init; }

    /// <inheritdoc cref="Customer.KeyAccount"/>
    public KeyAccount? KeyAccount { get; init; }

    /// <inheritdoc cref="Customer.MergedInto"/>
    public Id<Customer>? MergedInto { get; init; }

    /// <inheritdoc cref="Customer.Erasure"/>
    public Erasure? Erasure { get; init; }

    /// <inheritdoc cref="Customer.Origins"/>
    public IReadOnlyDictionary<string, SourceRef> Origins { get; init => field = value ?? new Dictionary<string, SourceRef>(); } = new Dictionary<string, SourceRef>();
}
