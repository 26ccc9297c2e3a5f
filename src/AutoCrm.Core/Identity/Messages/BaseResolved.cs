using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>The identities of the whole base were resolved. Published once per run that changed something.</summary>
/// <param name="Records">The number of source records.</param>
/// <param name="Customers">The number of customers.</param>
/// <param name="Assigned">The number of records assigned to a customer, or reassigned.</param>
/// <param name="Links">The number of customers with several records that were formed or extended.</param>
/// <param name="Merges">The number of customers merged into another.</param>
/// <param name="Described">The number of golden records stored.</param>
/// <param name="OccurredAt">When.</param>
public sealed record BaseResolved(
    int Records, int Customers, int Assigned, int Links, int Merges, long Described, Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>autocrm.identity.base-resolved.v1</c>.</summary>
    public static MessageDefinition<BaseResolved> Definition { get; } = new("autocrm.identity.base-resolved.v1");

    /// <inheritdoc/>
    public string Subject => MessageSubjects.Base;
}
