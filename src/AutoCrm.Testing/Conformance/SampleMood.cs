using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Testing.Conformance;

/// <summary>A section of the kits' own, with a column of every type, each of which may be missing.</summary>
internal sealed record SampleMood(
    string? Word, int? Level, Instant? At, LocalDate? On, Id<Customer>? With, bool? IsGood, decimal? Score)
{
    public static AssessmentDefinition<SampleMood> Definition { get; } = new("sample.mood");

    public static AssessmentColumn<string?> WordColumn { get; } = Definition.Column("word", mood => mood.Word);

    public static AssessmentColumn<int?> LevelColumn { get; } = Definition.Column("level", mood => mood.Level);

    public static AssessmentColumn<Instant?> AtColumn { get; } = Definition.Column("at", mood => mood.At);

    public static AssessmentColumn<LocalDate?> OnColumn { get; } = Definition.Column("on", mood => mood.On);

    public static AssessmentColumn<Id<Customer>?> WithColumn { get; } = Definition.Column("with", mood => mood.With);

    public static AssessmentColumn<bool?> IsGoodColumn { get; } = Definition.Column("is_good", mood => mood.IsGood);

    public static AssessmentColumn<decimal?> ScoreColumn { get; } = Definition.Column("score", mood => mood.Score);
}

/// <summary>Finds the mood in the note of the latest visit.</summary>
internal sealed class SampleMoodAssessor : IAssessor<SampleMood>
{
    public SampleMood? Assess(AssessmentContext context) =>
        context.History.Events.OfType<ServiceVisited>().LastOrDefault(visit => visit.OccurredAt <= context.AsOf && visit.Note is not null) is { } visit
            ? new SampleMood(visit.Note, null, visit.OccurredAt, null, null, null, visit.Score)
            : null;
}
