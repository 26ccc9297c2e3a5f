using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>A customer is of another tier than at the assessment before.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="From">The tier at the assessment before.</param>
/// <param name="To">The tier now.</param>
/// <param name="OccurredAt">The instant of the assessment.</param>
/// <param name="Reason">Why.</param>
public sealed record ValueTierChanged(Id<Customer> Customer, string? From, string? To, Instant OccurredAt, Reason? Reason) : IDomainEvent
{
    /// <inheritdoc/>
    public string Type => "autocrm.value.tier-changed.v1";

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
