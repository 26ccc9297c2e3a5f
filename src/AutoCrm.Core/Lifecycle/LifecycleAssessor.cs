using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>Folds a history into the lifecycle of its customer. Pure: the same history and instant produce the same result.</summary>
public sealed class LifecycleAssessor(LifecycleDefinition definition) : ILifecycle
{
    private readonly string name = $"{definition.Name}/{definition.Version}";

    /// <inheritdoc/>
    public LifecycleDefinition Definition => definition;

    /// <inheritdoc/>
    public LifecycleAssessment Assess(CustomerHistory history, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(history);
        var fold = new LifecycleFold(definition, history, asOf);
        foreach (var customerEvent in history.Events)
        {
            if (customerEvent.OccurredAt > asOf)
            {
                break;
            }

            fold.AdvanceTo(customerEvent.OccurredAt, inclusive: false);
            fold.Apply(customerEvent);
        }

        fold.AdvanceTo(asOf, inclusive: true);
        return new LifecycleAssessment
        {
            Lifecycle = name,
            Path = fold.Path,
            Reason = fold.Path[^1].Reason!,
            Next = fold.Next(),
            EntryEffects = definition.EntryEffects,
        };
    }
}
