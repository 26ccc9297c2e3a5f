using System.Collections.Frozen;
using AutoCrm.Timeline;

namespace AutoCrm.Lifecycle;

/// <summary>
/// A lifecycle as data: stages, transitions by event, transitions by elapsed time, and what entering a stage should set off.
/// It is validated when built and never changes; a changed one gets another version.
/// </summary>
public sealed class LifecycleDefinition
{
    private readonly FrozenDictionary<(Stage, string), EventTransition[]> byCause;
    private readonly FrozenDictionary<Stage, int[]> timeTransitionsFrom;

    internal LifecycleDefinition(
        string name,
        int version,
        Stage initial,
        IReadOnlyList<Stage> stages,
        IReadOnlyList<EventTransition> eventTransitions,
        IReadOnlyList<TimeTransition> timeTransitions,
        IReadOnlyDictionary<Stage, IReadOnlyList<string>> entryEffects)
    {
        Name = name;
        Version = version;
        Initial = initial;
        Stages = stages;
        EventTransitions = eventTransitions;
        TimeTransitions = timeTransitions;
        EntryEffects = entryEffects;
        byCause = eventTransitions
            .SelectMany(transition => transition.From.Select(from => (Cause: (from, transition.Cause.Code), transition)))
            .GroupBy(pair => pair.Cause, pair => pair.transition)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        timeTransitionsFrom = stages.ToFrozenDictionary(
            stage => stage,
            stage => Enumerable.Range(0, timeTransitions.Count).Where(row => timeTransitions[row].From.Contains(stage)).ToArray());
    }

    /// <summary>The lifecycle of a car customer, from the first contact to the next purchase.</summary>
    public static LifecycleDefinition Automotive => AutomotiveLifecycle.Definition;

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The version; a change to a definition makes a new one.</summary>
    public int Version { get; }

    /// <summary>The stage in which a customer begins.</summary>
    public Stage Initial { get; }

    /// <summary>All stages, in the order in which reports show them.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>The transitions by event; of two that fit, the first applies.</summary>
    public IReadOnlyList<EventTransition> EventTransitions { get; }

    /// <summary>The transitions by elapsed time; of two due at one instant, the first applies.</summary>
    public IReadOnlyList<TimeTransition> TimeTransitions { get; }

    /// <summary>What a host should set off when a customer enters a stage, by stage; the names are the host's.</summary>
    public IReadOnlyDictionary<Stage, IReadOnlyList<string>> EntryEffects { get; }

    /// <summary>Begins a new definition.</summary>
    public static LifecycleBuilder Define(string name, int version) => new(name, version);

    /// <summary>Begins a definition that has all of this one and can be added to.</summary>
    public LifecycleBuilder Extend(string name, int version) => new LifecycleBuilder(name, version).StartFrom(this);

    /// <summary>Draws the definition as a Mermaid state diagram (<c>stateDiagram-v2</c>).</summary>
    public string ToMermaid() => MermaidDrawing.Of(this);

    internal EventTransition? Find(Stage from, CustomerEvent cause, LifecycleFacts facts)
    {
        if (byCause.TryGetValue((from, cause.Kind.Code), out var candidates))
        {
            foreach (var candidate in candidates)
            {
                if (candidate.Guard is null || candidate.Guard.Holds(facts, cause))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    /// <summary>The rows of <see cref="TimeTransitions"/> that start from a stage, in their order.</summary>
    internal ReadOnlySpan<int> TimeTransitionsFrom(Stage stage) => timeTransitionsFrom.TryGetValue(stage, out var rows) ? rows : [];

    internal bool Has(Stage stage) => timeTransitionsFrom.ContainsKey(stage);
}
