using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>One stage on a customer's path: when it was entered, and why. The reason is put into words when it is asked for.</summary>
public sealed class LifecycleStep
{
    private readonly LifecycleDefinition definition;
    private readonly Stage? from;
    private readonly CustomerEvent? cause;
    private readonly TimeTransition? rule;
    private readonly Guard? guard;
    private readonly Instant countedFrom;

    private LifecycleStep(
        LifecycleDefinition definition, Stage? from, Stage stage, Instant since, CustomerEvent? cause, Guard? guard, TimeTransition? rule, Instant countedFrom)
    {
        this.definition = definition;
        this.from = from;
        this.cause = cause;
        this.guard = guard;
        this.rule = rule;
        this.countedFrom = countedFrom;
        Stage = stage;
        Since = since;
    }

    /// <summary>The stage.</summary>
    public Stage Stage { get; }

    /// <summary>When it was entered.</summary>
    public Instant Since { get; }

    /// <summary>What brought the customer there.</summary>
    public Reason Reason => field ??= Explain();

    internal static LifecycleStep First(LifecycleDefinition definition, Instant since, CustomerEvent? firstEvent) =>
        new(definition, null, definition.Initial, since, firstEvent, null, null, since);

    internal static LifecycleStep ByEvent(LifecycleDefinition definition, Stage from, Stage to, CustomerEvent cause, Guard? guard) =>
        new(definition, from, to, cause.OccurredAt, cause, guard, null, cause.OccurredAt);

    internal static LifecycleStep ByTime(LifecycleDefinition definition, Stage from, Stage to, Instant due, TimeTransition rule, Instant countedFrom) =>
        new(definition, from, to, due, null, null, rule, countedFrom);

    private Reason Explain()
    {
        var version = $"lifecycle:{definition.Name}/{definition.Version}";
        if (rule is not null)
        {
            return ReasonOf(rule, from!.Value, Stage, countedFrom, Since, version);
        }

        if (cause is null)
        {
            return Reason.Because("lifecycle.first_record", [version], ("date", Since), ("stage", Stage.Name));
        }

        IReadOnlyList<string> grounds = [cause.Source.ToString(), version];
        return (from, cause) switch
        {
            (null, _) => Reason.Because("lifecycle.first_event", grounds, ("event", cause.Kind.Code), ("date", Since), ("stage", Stage.Name)),
            ({ } before, StageOverridden) => Reason.Because(
                "lifecycle.override", grounds, ("from", before.Name), ("stage", Stage.Name), ("date", Since), ("note", cause.Note ?? "")),
            ({ } before, _) => guard is null
                ? Reason.Because("lifecycle.event", grounds, ("event", cause.Kind.Code), ("date", Since), ("from", before.Name), ("stage", Stage.Name))
                : Reason.Because(
                    "lifecycle.guarded_event",
                    grounds,
                    ("event", cause.Kind.Code), ("date", Since), ("from", before.Name), ("stage", Stage.Name), ("guard", guard.Name)),
        };
    }

    internal static Reason ReasonOf(TimeTransition rule, Stage from, Stage to, Instant countedFrom, Instant due, string version) => Reason.Because(
        "lifecycle.time",
        [version],
        ("period", MermaidDrawing.Spell(rule.After)),
        ("events", string.Join(", ", rule.CountsFrom)),
        ("since", countedFrom),
        ("date", due),
        ("from", from.Name),
        ("stage", to.Name));
}
