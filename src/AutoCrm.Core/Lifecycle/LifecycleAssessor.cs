using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>Folds a history into the lifecycle of its customer. Pure: the same history and instant give the same answer.</summary>
public sealed class LifecycleAssessor(LifecycleDefinition definition)
{
    /// <summary>The definition it applies.</summary>
    public LifecycleDefinition Definition => definition;

    /// <summary>The lifecycle as of an instant.</summary>
    /// <param name="history">The history as of that instant, or of a later one: what occurred after <paramref name="asOf"/> is not looked at.</param>
    /// <param name="asOf">The instant.</param>
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
        return new LifecycleAssessment(asOf, fold.Path, fold.Next());
    }
}
