using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>The personal data of a customer was erased. Who keeps a copy of it erases it too; the message itself holds none.</summary>
/// <param name="Customer">The customer, whose id remains.</param>
/// <param name="OccurredAt">When.</param>
public sealed record CustomerErased(
    Id<Customer> Customer, Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>autocrm.customers.erased.v1</c>.</summary>
    public static MessageDefinition<CustomerErased> Definition { get; } = new("autocrm.customers.erased.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
