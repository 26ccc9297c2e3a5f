using System.Text.Json.Serialization;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>A stage on the path of a customer: when it was entered, and why. The reason is formatted on demand.</summary>
[StoredWithout("reason")]
public sealed class LifecycleStep
{
    private readonly LifecycleDefinition? definition;
    private readonly LifecycleStep? from;
    private readonly CustomerEvent? ground;
    private readonly TimeTransition? rule;
    private readonly Guard? guard;

    private LifecycleStep(
        LifecycleDefinition definition, LifecycleStep? from, Stage stage, Instant since, CustomerEvent? ground, Guard? guard, TimeTransition? rule)
    {
        this.definition = definition;
        this.from = from;
        this.ground = ground;
        this.guard = guard;
        this.rule = rule;
        Stage = stage;
        Since = since;
    }

    /// <summary>A stage as it was stored, without its reason.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="since">When it was entered.</param>
    [JsonConstructor]
    public LifecycleStep(Stage stage, Instant since) => (Stage, Since) = (stage, since);

    /// <summary>The stage.</summary>
    public Stage Stage { get; }

    /// <summary>When it was entered.</summary>
    public Instant Since { get; }

    /// <summary>The reason for the transition into the stage; <see langword="null"/> in a stored path.</summary>
    public Reason? Reason
    {
        get => field ??= definition is null ? null : Explain(definition);
        init;
    }

    internal static LifecycleStep First(LifecycleDefinition definition, Instant since, CustomerEvent? firstEvent) =>
        new(definition, null, definition.Initial, since, firstEvent, null, null);

    internal static LifecycleStep ByEvent(LifecycleDefinition definition, LifecycleStep from, Stage to, CustomerEvent cause, Guard? guard) =>
        new(definition, from, to, cause.OccurredAt, cause, guard, null);

    internal static LifecycleStep ByTime(
        LifecycleDefinition definition, LifecycleStep from, Stage to, Instant due, TimeTransition rule, CustomerEvent? countedFrom) =>
        new(definition, from, to, due, countedFrom, null, rule);

    /// <summary>The reason for a transition by time.</summary>
    internal static Reason ReasonOf(
        TimeTransition rule, LifecycleDefinition definition, LifecycleStep from, Stage to, CustomerEvent? countedFrom, Instant due) => Reason.Create(
        "lifecycle.time",
        Grounds(countedFrom, definition),
        ("period", PeriodText.Format(rule.After)),
        ("events", string.Join(", ", rule.CountsFrom)),
        ("since", countedFrom?.OccurredAt ?? from.Since),
        ("date", due),
        ("from", from.Stage.Name),
        ("stage", to.Name));

    private static IReadOnlyList<string> Grounds(CustomerEvent? ground, LifecycleDefinition definition)
    {
        var version = $"lifecycle:{definition.Name}/{definition.Version}";
        return ground is null ? [version] : [ground.Source.ToString(), version];
    }

    private Reason Explain(LifecycleDefinition definition)
    {
        var grounds = Grounds(ground, definition);
        return (from, rule, ground) switch
        {
            ({ } before, { } elapsed, _) => ReasonOf(elapsed, definition, before, Stage, ground, Since),
            (null, _, null) => Reason.Create("lifecycle.first_record", grounds, ("date", Since), ("stage", Stage.Name)),
            (null, _, { } first) => Reason.Create(
                "lifecycle.first_event", grounds, ("event", first.Kind.Code), ("date", Since), ("stage", Stage.Name)),
            ({ } before, _, StageOverridden decision) => Reason.Create(
                "lifecycle.override", grounds, ("from", before.Stage.Name), ("stage", Stage.Name), ("date", Since), ("note", decision.Note ?? "")),
            ({ } before, _, { } cause) => guard is null
                ? Reason.Create(
                    "lifecycle.event", grounds, ("event", cause.Kind.Code), ("date", Since), ("from", before.Stage.Name), ("stage", Stage.Name))
                : Reason.Create(
                    "lifecycle.guarded_event",
                    grounds,
                    ("event", cause.Kind.Code), ("date", Since), ("from", before.Stage.Name), ("stage", Stage.Name), ("guard", guard.Name)),
            _ => throw new InvalidOperationException("A step other than the first requires a rule or an event."),
        };
    }
}
