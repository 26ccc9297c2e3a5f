using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>A new customer came into being from records that match no other.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Records">The records the customer was made of.</param>
/// <param name="OccurredAt">When.</param>
public sealed record CustomerRegistered(
    Id<Customer> Customer, IReadOnlyList<SourceRef> Records, Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>autocrm.identity.customer-registered.v1</c>.</summary>
    public static MessageDefinition<CustomerRegistered> Definition { get; } = new("autocrm.identity.customer-registered.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
