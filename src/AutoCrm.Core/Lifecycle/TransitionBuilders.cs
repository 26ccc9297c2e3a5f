using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>A transition by event that is being stated.</summary>
public sealed class EventTransitionBuilder
{
    private readonly LifecycleBuilder lifecycle;
    private readonly EventKind cause;
    private IReadOnlyList<Stage> from = [];
    private Guard? guard;

    internal EventTransitionBuilder(LifecycleBuilder lifecycle, EventKind cause) => (this.lifecycle, this.cause) = (lifecycle, cause);

    /// <summary>Starts from these stages.</summary>
    public EventTransitionBuilder From(params IReadOnlyList<Stage> stages)
    {
        from = stages;
        return this;
    }

    /// <summary>Starts from all stages stated so far but these.</summary>
    public EventTransitionBuilder FromAnyBut(params IReadOnlyList<Stage> excluded) => From(lifecycle.AllBut(excluded));

    /// <summary>Starts from all stages stated so far.</summary>
    public EventTransitionBuilder FromAny() => FromAnyBut();

    /// <summary>Happens only when this holds.</summary>
    public EventTransitionBuilder When(Guard condition)
    {
        guard = condition;
        return this;
    }

    /// <summary>Leads to a stage, and ends the row.</summary>
    public LifecycleBuilder To(Stage stage) => lifecycle.Add(new EventTransition(from, cause, Destination.To(stage), guard));

    /// <summary>Leads back to the stage held before the present one, and ends the row.</summary>
    /// <param name="substitutes">The stages that are not returned to, each with the stage taken in its place.</param>
    public LifecycleBuilder ToPreviousStage(IReadOnlyDictionary<Stage, Stage> substitutes) =>
        lifecycle.Add(new EventTransition(from, cause, Destination.ToPreviousStage(substitutes), guard));
}

/// <summary>A transition by elapsed time that is being stated.</summary>
public sealed class TimeTransitionBuilder
{
    private readonly LifecycleBuilder lifecycle;
    private readonly Period period;
    private IReadOnlyList<Stage> from = [];
    private IReadOnlyList<EventPattern> countsFrom = [];

    internal TimeTransitionBuilder(LifecycleBuilder lifecycle, Period period) => (this.lifecycle, this.period) = (lifecycle, period);

    /// <summary>Counts from the latest of these events.</summary>
    public TimeTransitionBuilder Without(params IReadOnlyList<EventPattern> events)
    {
        countsFrom = events;
        return this;
    }

    /// <summary>Starts from these stages.</summary>
    public TimeTransitionBuilder From(params IReadOnlyList<Stage> stages)
    {
        from = stages;
        return this;
    }

    /// <summary>Leads to a stage, and ends the row.</summary>
    public LifecycleBuilder To(Stage stage) => lifecycle.Add(new TimeTransition(from, period, countsFrom, Destination.To(stage)));

    /// <summary>Leads back to the stage held before the present one, and ends the row.</summary>
    /// <param name="substitutes">The stages that are not returned to, each with the stage taken in its place.</param>
    public LifecycleBuilder ToPreviousStage(IReadOnlyDictionary<Stage, Stage> substitutes) =>
        lifecycle.Add(new TimeTransition(from, period, countsFrom, Destination.ToPreviousStage(substitutes)));
}
