using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using NodaTime;

namespace CoffeeCorner;

/// <summary>The section <c>coffee.rank</c> of an assessment: the place of a customer among all who come for coffee.</summary>
/// <param name="Place">The place, from 1; equal numbers of cups share one.</param>
/// <param name="Of">The number of customers who come for coffee.</param>
/// <param name="Reason">The reason, which names the value tier too.</param>
public sealed record CoffeeRank(int Place, int Of, Reason Reason)
{
    /// <summary>The section, which is ranked among all customers once tiers have been assigned.</summary>
    public static AssessmentDefinition<CoffeeRank> Definition { get; } =
        new AssessmentDefinition<CoffeeRank>("coffee.rank").After(CoffeeHabit.Definition, TierAssignment.Definition);
}

/// <summary>What customers are ranked by.</summary>
/// <param name="Cups">The cups of the last 90 days.</param>
public readonly record struct CoffeeCups(int Cups);

/// <summary>Ranks customers by their cups.</summary>
public sealed class CoffeeRanking : IPopulationAssessor<CoffeeRank, CoffeeCups>
{
    /// <inheritdoc/>
    public CoffeeCups Measure(AssessmentContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new CoffeeCups(context.Find(CoffeeHabit.Definition)?.Cups ?? 0);
    }

    /// <inheritdoc/>
    public IRanking<CoffeeRank, CoffeeCups> Rank(IReadOnlyList<CoffeeCups> population, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(population);
        return new Ranking([.. population.Select(customer => customer.Cups).Where(cups => cups > 0).OrderDescending()]);
    }

    private sealed class Ranking(List<int> mostFirst) : IRanking<CoffeeRank, CoffeeCups>
    {
        public object? Summary => null;

        public CoffeeRank? Assign(CoffeeCups measure, RankedSections earlier)
        {
            if (measure.Cups == 0)
            {
                return null;
            }

            var place = 1 + mostFirst.IndexOf(measure.Cups);
            var tier = earlier.Find(TierAssignment.Definition)?.Tier ?? "?";
            return new CoffeeRank(place, mostFirst.Count, Reason.Create("coffee.rank", ("place", place), ("of", mostFirst.Count), ("tier", tier)));
        }
    }
}
