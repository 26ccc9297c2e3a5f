using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>A merge was undone: a customer is represented by its own id again.</summary>
/// <param name="Customer">The customer that was restored.</param>
/// <param name="From">The customer that it had been part of.</param>
/// <param name="Records">The records that returned.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Undoes">The merge that was undone.</param>
/// <param name="By">The author of the decision.</param>
/// <param name="Why">The reason, as text.</param>
/// <param name="OccurredAt">When.</param>
public sealed record MergeUndone(
    Id<Customer> Customer,
    Id<Customer> From,
    IReadOnlyList<SourceRef> Records,
    Id<LineageEntry> Decision,
    Id<LineageEntry> Undoes,
    string By,
    string Why,
    Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>autocrm.identity.merge-undone.v1</c>.</summary>
    public static MessageDefinition<MergeUndone> Definition { get; } = new("autocrm.identity.merge-undone.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
