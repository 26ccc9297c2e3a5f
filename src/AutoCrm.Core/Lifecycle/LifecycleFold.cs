using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>
/// The state of one fold: the path so far, and for each transition by time the latest event it counts from. An event at the exact
/// instant at which a transition is due takes precedence.
/// </summary>
internal sealed class LifecycleFold
{
    private readonly LifecycleDefinition definition;
    private readonly LifecycleFacts facts = new();
    private readonly CustomerEvent?[] countedFrom;
    private readonly List<LifecycleStep> path;

    public LifecycleFold(LifecycleDefinition definition, CustomerHistory history, Instant asOf)
    {
        this.definition = definition;
        countedFrom = new CustomerEvent?[definition.TimeTransitions.Count];
        var first = history.Events.Count > 0 && history.Events[0].OccurredAt <= asOf ? history.Events[0] : null;
        path = [LifecycleStep.First(definition, first?.OccurredAt ?? Instant.Min(history.KnownSince, asOf), first)];
    }

    public IReadOnlyList<LifecycleStep> Path => path;

    private LifecycleStep Current => path[^1];

    private Stage PreviousStage => path.Count > 1 ? path[^2].Stage : Current.Stage;

    /// <summary>Applies the transitions due before an instant, and those due at it when <paramref name="inclusive"/>.</summary>
    public void AdvanceTo(Instant instant, bool inclusive)
    {
        while (Due() is { } due && (due.At < instant || (inclusive && due.At == instant)))
        {
            Enter(due);
        }
    }

    public void Apply(CustomerEvent customerEvent)
    {
        facts.Apply(customerEvent);
        for (var row = 0; row < countedFrom.Length; row++)
        {
            if (Counts(definition.TimeTransitions[row], customerEvent))
            {
                countedFrom[row] = customerEvent;
            }
        }

        if (customerEvent is StageOverridden { Stage: { Length: > 0 } name })
        {
            var stage = new Stage(name);
            if (definition.Has(stage))
            {
                path.Add(LifecycleStep.ByEvent(definition, Current, stage, customerEvent, null));
            }
        }
        else if (definition.Find(Current.Stage, customerEvent, facts) is { } transition)
        {
            path.Add(LifecycleStep.ByEvent(definition, Current, transition.To.From(PreviousStage), customerEvent, transition.Guard));
        }
    }

    /// <summary>The next transition by elapsed time, if no further event occurs.</summary>
    public UpcomingTransition? Next()
    {
        if (Due() is not { } due)
        {
            return null;
        }

        var stage = Current.Stage;
        var to = due.Rule.To.From(PreviousStage);
        var preventedBy = due.Rule.CountsFrom.Select(pattern => pattern.ToString())
            .Concat(definition.EventTransitions.Where(row => row.From.Contains(stage)).Select(row => row.Cause.Code))
            .Distinct();
        return new UpcomingTransition(
            to,
            due.At,
            [.. preventedBy],
            LifecycleStep.ReasonOf(due.Rule, definition, Current, to, due.CountedFrom, due.At));
    }

    private static bool Counts(TimeTransition rule, CustomerEvent customerEvent)
    {
        foreach (var pattern in rule.CountsFrom)
        {
            if (pattern.Matches(customerEvent))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The transition by time that is due first from the current stage; of several at the same instant, the first in definition order.</summary>
    private DueTransition? Due()
    {
        DueTransition? earliest = null;
        foreach (var row in definition.TimeTransitionsFrom(Current.Stage))
        {
            var rule = definition.TimeTransitions[row];
            var from = countedFrom[row];
            var at = Instant.Max((from?.OccurredAt ?? Current.Since).InUtc().LocalDateTime.Plus(rule.After).InUtc().ToInstant(), Current.Since);
            if (earliest is not { } found || at < found.At)
            {
                earliest = new DueTransition(at, rule, from);
            }
        }

        return earliest;
    }

    private void Enter(DueTransition due) => path.Add(
        LifecycleStep.ByTime(definition, Current, due.Rule.To.From(PreviousStage), due.At, due.Rule, due.CountedFrom));

    private readonly record struct DueTransition(Instant At, TimeTransition Rule, CustomerEvent? CountedFrom);
}
