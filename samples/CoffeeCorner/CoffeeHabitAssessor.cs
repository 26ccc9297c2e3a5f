using AutoCrm.Assessment;
using AutoCrm.SharedKernel;

namespace CoffeeCorner;

/// <summary>Counts the cups of the last 90 days. Pure: no clock, no store.</summary>
public sealed class CoffeeHabitAssessor : IAssessor<CoffeeHabit>
{
    /// <inheritdoc/>
    public CoffeeHabit? Assess(AssessmentContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var taken = ListCups(context);
        if (taken.Count == 0)
        {
            return null;
        }

        var blend = taken.Where(cup => cup.Blend is not null)
            .GroupBy(cup => cup.Blend)
            .OrderByDescending(same => same.Sum(cup => cup.Cups)).ThenBy(same => same.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key;
        var cups = taken.Sum(cup => cup.Cups);
        var reason = Reason.Create(
            "coffee.cups", [.. taken.Select(cup => cup.Source.ToString())], ("cups", cups), ("days", (int)CoffeeHabit.Window.TotalDays), ("last", taken[^1].OccurredAt));
        return new CoffeeHabit(cups, taken[^1].OccurredAt, blend, [reason]);
    }

    /// <summary>The coffees in the window, the earliest first.</summary>
    internal static IReadOnlyList<CoffeeTaken> ListCups(AssessmentContext context) =>
    [
        .. context.History.Events.OfType<CoffeeTaken>().Where(cup => cup.OccurredAt <= context.AsOf && cup.OccurredAt > context.AsOf - CoffeeHabit.Window),
    ];
}
