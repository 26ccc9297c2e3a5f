using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>A customer is in another tier than at the previous assessment, or is in one for the first time.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="From">The tier at the previous assessment; <see langword="null"/> if there was none.</param>
/// <param name="To">The current tier; <see langword="null"/> if there is none any more.</param>
/// <param name="OccurredAt">The instant of the assessment.</param>
/// <param name="Reason">The reason for the current tier.</param>
public sealed record ValueTierChanged(Id<Customer> Customer, string? From, string? To, Instant OccurredAt, Reason? Reason) : IDomainEvent
{
    /// <summary>The message <c>autocrm.value.tier-changed.v1</c>.</summary>
    public static MessageDefinition<ValueTierChanged> Definition { get; } = new("autocrm.value.tier-changed.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();

    internal static IEnumerable<IDomainEvent> Of(SectionChange<TierAssignment> change) => change.Previous?.Tier == change.Current?.Tier
        ? []
        : [new ValueTierChanged(change.Customer, change.Previous?.Tier, change.Current?.Tier, change.AsOf, change.Current?.Reason)];
}
