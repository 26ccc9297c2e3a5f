using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>The tier of a customer differs from the previous assessment.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="From">The tier at the previous assessment.</param>
/// <param name="To">The current tier.</param>
/// <param name="OccurredAt">The instant of the assessment.</param>
/// <param name="Reason">The reason.</param>
public sealed record ValueTierChanged(Id<Customer> Customer, string? From, string? To, Instant OccurredAt, Reason? Reason) : IDomainEvent
{
    /// <summary>How it leaves.</summary>
    public static MessageDefinition<ValueTierChanged> Definition { get; } = new("autocrm.value.tier-changed.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
