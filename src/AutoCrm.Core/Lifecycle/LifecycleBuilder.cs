using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>States a lifecycle row by row and validates it: <c>On(kind).From(stages).To(stage)</c>, <c>After(period).Without(kinds).From(stages).To(stage)</c>.</summary>
public sealed class LifecycleBuilder
{
    private readonly string name;
    private readonly int version;
    private readonly List<Stage> stages = [];
    private readonly List<EventTransition> eventTransitions = [];
    private readonly List<TimeTransition> timeTransitions = [];
    private readonly Dictionary<Stage, IReadOnlyList<string>> entryEffects = [];
    private Stage? initial;

    internal LifecycleBuilder(string name, int version)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        this.name = name;
        this.version = version;
    }

    /// <summary>Adds stages, in the order in which reports show them. The first stage of all is where a customer begins.</summary>
    public LifecycleBuilder Stages(params IEnumerable<Stage> added)
    {
        stages.AddRange(added);
        initial ??= stages[0];
        return this;
    }

    /// <summary>Begins a transition caused by an event.</summary>
    public EventTransitionBuilder On(EventKind cause) => new(this, cause);

    /// <summary>Begins a transition caused by elapsed time.</summary>
    /// <param name="period">The period on the UTC calendar.</param>
    public TimeTransitionBuilder After(Period period) => new(this, period);

    /// <summary>Names what a host should set off when a customer enters a stage.</summary>
    public LifecycleBuilder OnEntry(Stage stage, params IReadOnlyList<string> effects)
    {
        entryEffects[stage] = effects;
        return this;
    }

    /// <summary>Takes rows out again, so that a definition that was extended can state them otherwise.</summary>
    public LifecycleBuilder Without(Predicate<EventTransition> eventRows, Predicate<TimeTransition> timeRows)
    {
        eventTransitions.RemoveAll(eventRows);
        timeTransitions.RemoveAll(timeRows);
        return this;
    }

    /// <summary>Validates what was stated and gives the definition.</summary>
    /// <exception cref="LifecycleDefinitionException">Something is wrong; the message lists everything found.</exception>
    public LifecycleDefinition Build()
    {
        var problems = LifecycleValidation.Problems(initial, stages, eventTransitions, timeTransitions);
        return problems.Count == 0 ? BuildUnchecked() : throw new LifecycleDefinitionException(name, problems);
    }

    /// <summary>Gives the definition without validating it; what AutoCrm ships is validated by its tests and not at every start.</summary>
    internal LifecycleDefinition BuildUnchecked() =>
        new(name, version, initial!.Value, [.. stages], [.. eventTransitions], [.. timeTransitions], entryEffects);

    internal LifecycleBuilder StartFrom(LifecycleDefinition definition)
    {
        initial = definition.Initial;
        stages.AddRange(definition.Stages);
        eventTransitions.AddRange(definition.EventTransitions);
        timeTransitions.AddRange(definition.TimeTransitions);
        foreach (var (stage, effects) in definition.EntryEffects)
        {
            entryEffects[stage] = effects;
        }

        return this;
    }

    internal LifecycleBuilder Add(EventTransition transition)
    {
        eventTransitions.Add(transition);
        return this;
    }

    internal LifecycleBuilder Add(TimeTransition transition)
    {
        timeTransitions.Add(transition);
        return this;
    }

    internal IReadOnlyList<Stage> AllBut(IReadOnlyList<Stage> excluded) => [.. stages.Except(excluded)];
}
