using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>Records that match a customer became part of it.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Records">The records.</param>
/// <param name="Decision">The decision, whose evidence <see cref="ILineage"/> keeps.</param>
/// <param name="By">The author: an employee, or the name of the matcher.</param>
/// <param name="OccurredAt">When.</param>
public sealed record RecordsLinked(
    Id<Customer> Customer, IReadOnlyList<SourceRef> Records, Id<LineageEntry> Decision, string By, Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>autocrm.identity.records-linked.v1</c>.</summary>
    public static MessageDefinition<RecordsLinked> Definition { get; } = new("autocrm.identity.records-linked.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
