using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>The stage of a customer differs from the previous assessment.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="From">The stage at the previous assessment.</param>
/// <param name="To">The current stage.</param>
/// <param name="OccurredAt">When the stage was entered.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Effects">The effects to trigger, as configured in the lifecycle definition.</param>
public sealed record LifecycleStageChanged(
    Id<Customer> Customer, Stage From, Stage To, Instant OccurredAt, Reason Reason, IReadOnlyList<string> Effects) : IDomainEvent
{
    /// <summary>How it leaves.</summary>
    public static MessageDefinition<LifecycleStageChanged> Definition { get; } = new("autocrm.lifecycle.stage-changed.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
