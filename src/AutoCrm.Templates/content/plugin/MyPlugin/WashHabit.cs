using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using NodaTime;

namespace MyPlugin;

/// <summary>The section <c>wash.habit</c> of an assessment: how often a customer has the car washed.</summary>
/// <param name="Washes">The washes of the last 90 days.</param>
/// <param name="LastAt">The last one.</param>
/// <param name="Reason">The events that say so.</param>
public sealed record WashHabit(int Washes, Instant LastAt, Reason Reason)
{
    /// <summary>The days that count.</summary>
    public static Duration Window { get; } = Duration.FromDays(90);

    /// <summary>The section. It holds until the earliest wash leaves the window.</summary>
    public static AssessmentDefinition<WashHabit> Definition { get; } = new AssessmentDefinition<WashHabit>("wash.habit")
        .ValidUntil((_, context) => WashHabitAssessor.ListWashes(context)[0].OccurredAt + Window);

    /// <summary>The column by which customers can be listed.</summary>
    public static AssessmentColumn<int> WashesColumn { get; } = Definition.Column("washes", habit => habit.Washes);
}

/// <summary>Counts the washes of the last 90 days, from the history alone: no clock, no store.</summary>
public sealed class WashHabitAssessor : IAssessor<WashHabit>
{
    /// <inheritdoc/>
    public WashHabit? Assess(AssessmentContext context)
    {
        var washes = ListWashes(context);
        return washes.Count == 0
            ? null
            : new WashHabit(
                washes.Count,
                washes[^1].OccurredAt,
                Reason.Create("wash.count", [.. washes.Select(wash => wash.Source.ToString())], ("washes", washes.Count), ("last", washes[^1].OccurredAt)));
    }

    internal static IReadOnlyList<CarWashed> ListWashes(AssessmentContext context) =>
    [
        .. context.History.Events.OfType<CarWashed>().Where(wash => wash.OccurredAt <= context.AsOf && wash.OccurredAt > context.AsOf - WashHabit.Window),
    ];
}
