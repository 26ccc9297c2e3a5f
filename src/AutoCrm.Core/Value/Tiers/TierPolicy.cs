using AutoCrm.Assessment;
using AutoCrm.SharedKernel;

namespace AutoCrm.Value;

/// <summary>
/// The division of the base into tiers: customers are ordered by value, and each tier takes those needed to reach its share of the
/// total of the positive values, including the one that crosses it. Remaining positive values belong to <see cref="Rest"/>,
/// values of zero or less to <see cref="None"/>.
/// </summary>
/// <param name="Cuts">The tiers, best first, each with the cumulative share of the total, from 0 to 1.</param>
/// <param name="Rest">The tier of the remaining positive values.</param>
/// <param name="None">The tier of values of zero or less.</param>
public sealed record TierPolicy(IReadOnlyList<TierCut> Cuts, string Rest, string None) : ITierPolicy
{
    /// <summary>A to 80%, B to 95%, C for the rest, D for values of zero or less (ABC analysis).</summary>
    public static TierPolicy Abc { get; } = new([new TierCut("A", 0.80m), new TierCut("B", 0.95m)], "C", "D");

    /// <inheritdoc/>
    public IReadOnlyList<string> Tiers => [.. Cuts.Select(cut => cut.Tier), Rest, None];

    /// <inheritdoc/>
    public IRanking<TierAssignment, CustomerWorth> Rank(IReadOnlyList<CustomerWorth> population, Currency currency) => new TierRanking(this, currency, population);
}

/// <summary>A cut between two tiers.</summary>
/// <param name="Tier">The tier above the cut.</param>
/// <param name="Share">The cumulative share of the total at the cut, from 0 to 1.</param>
public readonly record struct TierCut(string Tier, decimal Share);
