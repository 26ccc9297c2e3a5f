using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>A customer may be contacted for a purpose over a channel from now on, or may not any more.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Purpose">The purpose, such as <c>marketing</c>.</param>
/// <param name="Channel">The channel, such as <c>email</c>; <see langword="null"/> = any.</param>
/// <param name="IsGranted">Whether the consent is in force now.</param>
/// <param name="Basis">The legal basis of the consent.</param>
/// <param name="Evidence">The evidence of the consent, such as the reference of a form.</param>
/// <param name="OccurredAt">
/// When the consent was granted or withdrawn; where the record or event it came from does not state it any more, when it had been granted.
/// </param>
public sealed record CustomerConsentChanged(
    Id<Customer> Customer,
    string Purpose,
    string? Channel,
    bool IsGranted,
    LegalBasis Basis,
    string Evidence,
    Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>autocrm.customers.consent-changed.v1</c>.</summary>
    public static MessageDefinition<CustomerConsentChanged> Definition { get; } = new("autocrm.customers.consent-changed.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
