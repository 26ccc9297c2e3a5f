using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>A customer was merged into another one, whose id represents both from now on. The subject is the customer whose id ends.</summary>
/// <param name="Customer">The customer that was absorbed.</param>
/// <param name="Survivor">The customer that represents both.</param>
/// <param name="Records">The records that moved.</param>
/// <param name="Decision">The decision, by which the merge can be undone.</param>
/// <param name="By">The author: an employee, or the name of the matcher.</param>
/// <param name="Why">The reason, as text.</param>
/// <param name="OccurredAt">When.</param>
public sealed record CustomerMerged(
    Id<Customer> Customer,
    Id<Customer> Survivor,
    IReadOnlyList<SourceRef> Records,
    Id<LineageEntry> Decision,
    string By,
    string Why,
    Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>autocrm.identity.customer-merged.v1</c>.</summary>
    public static MessageDefinition<CustomerMerged> Definition { get; } = new("autocrm.identity.customer-merged.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
