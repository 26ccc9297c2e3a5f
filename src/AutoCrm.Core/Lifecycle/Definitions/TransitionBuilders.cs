using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>Builds a transition by event.</summary>
public sealed class EventTransitionBuilder
{
    private readonly LifecycleBuilder lifecycle;
    private readonly EventKind cause;
    private IReadOnlyList<Stage> from = [];
    private IReadOnlyList<Stage>? anyBut;
    private Guard? guard;

    internal EventTransitionBuilder(LifecycleBuilder lifecycle, EventKind cause) => (this.lifecycle, this.cause) = (lifecycle, cause);

    /// <summary>Sets the stages the transition starts from.</summary>
    public EventTransitionBuilder From(params IReadOnlyList<Stage> stages)
    {
        from = stages;
        anyBut = null;
        return this;
    }

    /// <summary>Starts the transition from all stages of the lifecycle except these, also from such as are added later, as by a plug-in.</summary>
    public EventTransitionBuilder FromAnyBut(params IReadOnlyList<Stage> excluded)
    {
        anyBut = excluded;
        return this;
    }

    /// <summary>Starts the transition from all stages of the lifecycle, also from such as are added later, as by a plug-in.</summary>
    public EventTransitionBuilder FromAny() => FromAnyBut();

    /// <summary>Sets the guard; the transition applies only if it holds.</summary>
    public EventTransitionBuilder When(Guard condition)
    {
        guard = condition;
        return this;
    }

    /// <summary>Sets the stage the transition leads to, and completes the transition.</summary>
    public LifecycleBuilder To(Stage stage) => Add(Destination.To(stage));

    /// <summary>Leads back to the stage before the current one, and completes the transition.</summary>
    /// <param name="substitutes">Stages that are not returned to, each with its substitute.</param>
    public LifecycleBuilder ToPreviousStage(IReadOnlyDictionary<Stage, Stage> substitutes) => Add(Destination.ToPreviousStage(substitutes));

    private LifecycleBuilder Add(Destination to) => lifecycle.Add(new EventTransition(from, cause, to, guard) { AnyBut = anyBut });
}

/// <summary>Builds a transition by elapsed time.</summary>
public sealed class TimeTransitionBuilder
{
    private readonly LifecycleBuilder lifecycle;
    private readonly Period period;
    private IReadOnlyList<Stage> from = [];
    private IReadOnlyList<EventPattern> countsFrom = [];

    internal TimeTransitionBuilder(LifecycleBuilder lifecycle, Period period) => (this.lifecycle, this.period) = (lifecycle, period);

    /// <summary>Sets the events from whose latest occurrence the period counts.</summary>
    public TimeTransitionBuilder Without(params IReadOnlyList<EventPattern> events)
    {
        countsFrom = events;
        return this;
    }

    /// <summary>Sets the stages the transition starts from.</summary>
    public TimeTransitionBuilder From(params IReadOnlyList<Stage> stages)
    {
        from = stages;
        return this;
    }

    /// <summary>Sets the stage the transition leads to, and completes the transition.</summary>
    public LifecycleBuilder To(Stage stage) => lifecycle.Add(new TimeTransition(from, period, countsFrom, Destination.To(stage)));

    /// <summary>Leads back to the stage before the current one, and completes the transition.</summary>
    /// <param name="substitutes">Stages that are not returned to, each with its substitute.</param>
    public LifecycleBuilder ToPreviousStage(IReadOnlyDictionary<Stage, Stage> substitutes) =>
        lifecycle.Add(new TimeTransition(from, period, countsFrom, Destination.ToPreviousStage(substitutes)));
}
