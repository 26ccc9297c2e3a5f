using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>A customer entered a stage. Of several stages entered between two assessments each has its message, in order.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="From">The stage before; <see langword="null"/> in the first assessment of a customer, which publishes the current stage alone.</param>
/// <param name="To">The stage that was entered.</param>
/// <param name="OccurredAt">When the stage was entered.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Effects">The effects to trigger, as configured in the lifecycle definition.</param>
public sealed record LifecycleStageChanged(
    Id<Customer> Customer, Stage? From, Stage To, Instant OccurredAt, Reason Reason, IReadOnlyList<string> Effects) : IDomainEvent
{
    /// <summary>The message <c>autocrm.lifecycle.stage-changed.v1</c>.</summary>
    public static MessageDefinition<LifecycleStageChanged> Definition { get; } = new("autocrm.lifecycle.stage-changed.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
