using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>Records were split off a customer and are a new one. The subject is the new customer.</summary>
/// <param name="Customer">The new customer.</param>
/// <param name="From">The customer that the records were part of.</param>
/// <param name="Records">The records that moved.</param>
/// <param name="Decision">The decision.</param>
/// <param name="By">The author of the decision.</param>
/// <param name="Why">The reason, as text.</param>
/// <param name="OccurredAt">When.</param>
public sealed record CustomerSplit(
    Id<Customer> Customer,
    Id<Customer> From,
    IReadOnlyList<SourceRef> Records,
    Id<LineageEntry> Decision,
    string By,
    string Why,
    Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>autocrm.identity.customer-split.v1</c>.</summary>
    public static MessageDefinition<CustomerSplit> Definition { get; } = new("autocrm.identity.customer-split.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
