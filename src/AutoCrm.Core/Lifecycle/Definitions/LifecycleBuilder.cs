using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>
/// Builds and validates a lifecycle definition, one transition per row: <c>On(kind).From(stages).To(stage)</c>,
/// <c>After(period).Without(kinds).From(stages).To(stage)</c>.
/// </summary>
public sealed class LifecycleBuilder
{
    private readonly string name;
    private readonly int version;
    private readonly List<StageDefinition> stages = [];
    private readonly List<EventTransition> eventTransitions = [];
    private readonly List<TimeTransition> timeTransitions = [];
    private readonly Dictionary<Stage, IReadOnlyList<string>> entryEffects = [];
    private Stage? initial;

    /// <summary>Who states what is added from now on; <see langword="null"/> = the author of the definition.</summary>
    internal string? Contributor { get; set; }

    internal string Name => name;

    internal LifecycleBuilder(string name, int version)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        this.name = name;
        this.version = version;
    }

    /// <summary>Adds stages, in display order. The first one is the initial stage.</summary>
    public LifecycleBuilder Stages(params IEnumerable<StageDefinition> added)
    {
        foreach (var stage in added)
        {
            stages.Add(Contributor is null ? stage : stage with { Contributor = Contributor });
            initial ??= stage.Stage;
        }

        return this;
    }

    /// <summary>Starts a transition by event.</summary>
    public EventTransitionBuilder On(EventKind cause) => new(this, cause);

    /// <summary>Starts a transition by elapsed time.</summary>
    /// <param name="period">The period on the UTC calendar.</param>
    public TimeTransitionBuilder After(Period period) => new(this, period);

    /// <summary>Adds effects that a host should trigger when a customer enters a stage, to those that were stated before.</summary>
    public LifecycleBuilder OnEntry(Stage stage, params IReadOnlyList<string> effects)
    {
        entryEffects[stage] = [.. entryEffects.GetValueOrDefault(stage, []).Union(effects)];
        return this;
    }

    /// <summary>Removes transitions, so that an extended definition can replace them.</summary>
    public LifecycleBuilder Without(Predicate<EventTransition> eventRows, Predicate<TimeTransition> timeRows)
    {
        eventTransitions.RemoveAll(row => eventRows(Resolve(row)));
        timeTransitions.RemoveAll(timeRows);
        return this;
    }

    /// <summary>Validates and returns the definition.</summary>
    /// <exception cref="LifecycleDefinitionException">The definition is invalid; the message lists all errors.</exception>
    public LifecycleDefinition Build()
    {
        var problems = LifecycleValidation.Problems(initial, stages, ResolvedEventTransitions(), timeTransitions, entryEffects.Keys);
        return problems.Count == 0 ? BuildUnchecked() : throw new LifecycleDefinitionException(name, problems);
    }

    /// <summary>Returns the definition without validation; definitions shipped with AutoCrm are validated by its tests and not at every start.</summary>
    internal LifecycleDefinition BuildUnchecked() =>
        new(name, version, initial!.Value, [.. stages], ResolvedEventTransitions(), [.. timeTransitions], entryEffects);

    internal LifecycleBuilder StartFrom(LifecycleDefinition definition)
    {
        initial = definition.Initial;
        stages.AddRange(definition.StageDefinitions);
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
        eventTransitions.Add(Contributor is null ? transition : transition with { Contributor = Contributor });
        return this;
    }

    internal LifecycleBuilder Add(TimeTransition transition)
    {
        timeTransitions.Add(Contributor is null ? transition : transition with { Contributor = Contributor });
        return this;
    }

    /// <summary>The transitions by event, those from any stage with the stages that there are now.</summary>
    private List<EventTransition> ResolvedEventTransitions()
    {
        var resolved = new List<EventTransition>(eventTransitions.Count);
        foreach (var row in eventTransitions)
        {
            resolved.Add(Resolve(row));
        }

        return resolved;
    }

    private EventTransition Resolve(EventTransition row) => row.AnyBut is { } excluded ? row with { From = ListAllBut(excluded) } : row;

    private List<Stage> ListAllBut(IReadOnlyList<Stage> excluded)
    {
        var from = new List<Stage>(stages.Count);
        foreach (var definition in stages)
        {
            if (!excluded.Contains(definition.Stage) && !from.Contains(definition.Stage))
            {
                from.Add(definition.Stage);
            }
        }

        return from;
    }
}
