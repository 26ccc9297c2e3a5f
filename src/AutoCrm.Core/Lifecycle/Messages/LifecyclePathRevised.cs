using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>
/// The path of a customer turned out to be another than was published, as when an event became known late or a definition changed. It stands in place of
/// messages for the stages it lists.
/// </summary>
/// <param name="Customer">The customer.</param>
/// <param name="From">The stage as it was published last.</param>
/// <param name="To">The current stage; it may be the same.</param>
/// <param name="Since">When the current stage was entered.</param>
/// <param name="Reason">The reason for the current stage.</param>
/// <param name="Withdrawn">The stages that were published and do not hold, in their order.</param>
/// <param name="Entered">The stages that took their place, in their order, each with its reason.</param>
/// <param name="Effects">The effects to trigger for the current stage; empty where it was the stage before, too.</param>
/// <param name="OccurredAt">The instant of the assessment.</param>
public sealed record LifecyclePathRevised(
    Id<Customer> Customer,
    Stage From,
    Stage To,
    Instant Since,
    Reason Reason,
    IReadOnlyList<StageEntry> Withdrawn,
    IReadOnlyList<StageEntry> Entered,
    IReadOnlyList<string> Effects,
    Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>autocrm.lifecycle.path-revised.v1</c>.</summary>
    public static MessageDefinition<LifecyclePathRevised> Definition { get; } = new("autocrm.lifecycle.path-revised.v1");

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}

/// <summary>A stage on a path.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Since">When it was entered.</param>
/// <param name="Reason">The reason; <see langword="null"/> for a stage that does not hold.</param>
public sealed record StageEntry(Stage Stage, Instant Since, Reason? Reason = null);
