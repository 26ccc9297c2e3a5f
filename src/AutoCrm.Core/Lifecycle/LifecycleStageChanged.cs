using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>A customer is in another stage than at the assessment before.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="From">The stage at the assessment before.</param>
/// <param name="To">The stage now.</param>
/// <param name="OccurredAt">When the stage was entered.</param>
/// <param name="Reason">Why.</param>
/// <param name="Effects">What the lifecycle's definition says should be set off.</param>
public sealed record LifecycleStageChanged(
    Id<Customer> Customer, Stage From, Stage To, Instant OccurredAt, Reason Reason, IReadOnlyList<string> Effects) : IDomainEvent
{
    /// <inheritdoc/>
    public string Type => "autocrm.lifecycle.stage-changed.v1";

    /// <inheritdoc/>
    public string Subject => Customer.ToString();
}
