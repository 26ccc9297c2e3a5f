using System.Text.Json.Serialization;
using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>The section <c>lifecycle</c> of an assessment: the stage of a customer, with the path to it.</summary>
public sealed record LifecycleAssessment
{
    /// <summary>
    /// The section <c>lifecycle</c>. It holds until the next transition by time; <see cref="LifecycleStageChanged"/> and
    /// <see cref="LifecyclePathRevised"/> are the messages of its changes.
    /// </summary>
    public static AssessmentDefinition<LifecycleAssessment> Definition { get; } = new AssessmentDefinition<LifecycleAssessment>("lifecycle")
        .ValidUntil((lifecycle, _) => lifecycle.Next?.DueAt)
        .Changed(LifecycleMessages.Of);

    /// <summary>The column <c>lifecycle_stage</c>: the name of the stage.</summary>
    public static AssessmentColumn<string> StageColumn { get; } = Definition.Column("stage", lifecycle => lifecycle.Stage.Name);

    /// <summary>The column <c>lifecycle_since</c>: when the stage was entered.</summary>
    public static AssessmentColumn<Instant> SinceColumn { get; } = Definition.Column("since", lifecycle => lifecycle.Since);

    /// <summary>The column <c>lifecycle_next</c>: the name of the stage that comes by time, if no event occurs before.</summary>
    public static AssessmentColumn<string?> NextColumn { get; } = Definition.Column("next", lifecycle => lifecycle.Next?.To.Name);

    /// <summary>The column <c>lifecycle_due</c>: when that stage comes. Customers who become <c>AtRisk</c> next month have it before its end.</summary>
    public static AssessmentColumn<Instant?> DueColumn { get; } = Definition.Column("due", lifecycle => lifecycle.Next?.DueAt);

    static LifecycleAssessment() => Definition.Index(NextColumn, DueColumn);

    /// <summary>Name and version of the lifecycle definition, such as <c>Automotive/1</c>.</summary>
    public required string Lifecycle { get; init; }

    /// <summary>All stages so far in chronological order; at least one. The reasons of a stored one are left out.</summary>
    public required IReadOnlyList<LifecycleStep> Path { get; init; }

    /// <summary>The reason for the stage.</summary>
    public required Reason Reason { get; init; }

    /// <summary>The next transition by elapsed time, if any.</summary>
    public UpcomingTransition? Next { get; init; }

    /// <summary>The effects that a host should trigger when a customer enters the stage.</summary>
    [JsonIgnore]
    internal IReadOnlyDictionary<Stage, IReadOnlyList<string>> EntryEffects { get; init; } = new Dictionary<Stage, IReadOnlyList<string>>();

    /// <summary>The stage.</summary>
    [JsonIgnore]
    public Stage Stage => Path[^1].Stage;

    /// <summary>When the stage was entered.</summary>
    [JsonIgnore]
    public Instant Since => Path[^1].Since;
}
