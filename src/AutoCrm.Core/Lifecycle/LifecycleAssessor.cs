using AutoCrm.Assessment;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>Folds a history into the lifecycle of its customer. Pure: the same history and instant produce the same result.</summary>
public sealed class LifecycleAssessor(LifecycleDefinition definition) : IAssessor<LifecycleAssessment>
{
    private readonly string name = $"{definition.Name}/{definition.Version}";

    /// <summary>The lifecycle definition.</summary>
    public LifecycleDefinition Definition => definition;

    LifecycleAssessment? IAssessor<LifecycleAssessment>.Assess(AssessmentContext context) => Assess(context.History, context.AsOf);

    /// <summary>Assesses the lifecycle as of an instant.</summary>
    /// <param name="history">The history as of that instant or a later one; events after <paramref name="asOf"/> are ignored.</param>
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
