using System.Runtime.InteropServices;
using AutoCrm.Timeline;

namespace AutoCrm.Lifecycle;

/// <summary>
/// A lifecycle as data: stages, transitions by event, transitions by elapsed time, and the effects of entering a stage.
/// It is validated when built and immutable; a changed definition gets a new version.
/// </summary>
public sealed class LifecycleDefinition
{
    private readonly Dictionary<Stage, StageRows> rows = [];

    internal LifecycleDefinition(
        string name,
        int version,
        Stage initial,
        IReadOnlyList<StageDefinition> stages,
        IReadOnlyList<EventTransition> eventTransitions,
        IReadOnlyList<TimeTransition> timeTransitions,
        IReadOnlyDictionary<Stage, IReadOnlyList<string>> entryEffects)
    {
        Name = name;
        Version = version;
        Initial = initial;
        StageDefinitions = stages;
        Stages = StagesOf(stages);
        EventTransitions = eventTransitions;
        TimeTransitions = timeTransitions;
        EntryEffects = entryEffects;
        foreach (var definition in stages)
        {
            rows[definition.Stage] = new StageRows([], [], definition.Retention);
        }

        foreach (var transition in eventTransitions)
        {
            foreach (var from in transition.From)
            {
                rows[from].ByEvent.Add(transition);
            }
        }

        for (var row = 0; row < timeTransitions.Count; row++)
        {
            foreach (var from in timeTransitions[row].From)
            {
                rows[from].ByTime.Add(row);
            }
        }
    }

    /// <summary>The lifecycle of a car customer, from the first contact to the next purchase.</summary>
    public static LifecycleDefinition Automotive => AutomotiveLifecycle.Definition;

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The version; every change to a definition gets a new one.</summary>
    public int Version { get; }

    /// <summary>The initial stage of a customer.</summary>
    public Stage Initial { get; }

    /// <summary>All stages, in display order.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>The stages with what is stated of them, in display order.</summary>
    public IReadOnlyList<StageDefinition> StageDefinitions { get; }

    /// <summary>The transitions by event; the first that fits applies.</summary>
    public IReadOnlyList<EventTransition> EventTransitions { get; }

    /// <summary>The transitions by elapsed time; of several due at the same instant, the first applies.</summary>
    public IReadOnlyList<TimeTransition> TimeTransitions { get; }

    /// <summary>The effects that a host should trigger when a customer enters a stage, by stage; the names are defined by the host.</summary>
    public IReadOnlyDictionary<Stage, IReadOnlyList<string>> EntryEffects { get; }

    /// <summary>Starts a new definition.</summary>
    public static LifecycleBuilder Define(string name, int version) => new(name, version);

    /// <summary>Starts a definition that extends this one.</summary>
    public LifecycleBuilder Extend(string name, int version) => new LifecycleBuilder(name, version).StartFrom(this);

    /// <summary>Renders the definition as a Mermaid state diagram (<c>stateDiagram-v2</c>).</summary>
    public string ToMermaid() => MermaidDrawing.Of(this);

    internal EventTransition? Find(Stage from, CustomerEvent cause, LifecycleFacts facts)
    {
        foreach (var candidate in rows[from].ByEvent)
        {
            if (candidate.Cause == cause.Kind && (candidate.Guard is null || candidate.Guard.Holds(facts, cause)))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Returns the <see cref="TimeTransitions"/> that start from a stage, in definition order.</summary>
    internal ReadOnlySpan<int> TimeTransitionsFrom(Stage stage) => CollectionsMarshal.AsSpan(rows[stage].ByTime);

    /// <summary>The yearly retention of a stage, from 0 to 1; <see langword="null"/> where it is not stated or there is no such stage.</summary>
    public decimal? FindRetention(Stage stage) => rows.TryGetValue(stage, out var known) ? known.Retention : null;

    internal bool Has(Stage stage) => rows.ContainsKey(stage);

    private static List<Stage> StagesOf(IReadOnlyList<StageDefinition> definitions)
    {
        var stages = new List<Stage>(definitions.Count);
        foreach (var definition in definitions)
        {
            stages.Add(definition.Stage);
        }

        return stages;
    }

    /// <summary>The transitions that start from one stage.</summary>
    private sealed record StageRows(List<EventTransition> ByEvent, List<int> ByTime, decimal? Retention);
}
