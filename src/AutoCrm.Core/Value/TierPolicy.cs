namespace AutoCrm.Value;

/// <summary>
/// How the base is cut into tiers: customers are ordered by value, and each tier takes those needed to reach its share of the
/// total of the positive values, the one that crosses it included. What is positive after that is of <see cref="Rest"/>,
/// zero and below of <see cref="None"/>.
/// </summary>
/// <param name="Cuts">The tiers, the best first, each with the share of the total, from 0 to 1, that it and those before reach.</param>
/// <param name="Rest">The tier of the remaining positive values.</param>
/// <param name="None">The tier of values of zero or less.</param>
public sealed record TierPolicy(IReadOnlyList<TierCut> Cuts, string Rest, string None)
{
    /// <summary>A to 80%, B to 95%, C for the rest, D for nothing (ABC analysis).</summary>
    public static TierPolicy Abc { get; } = new([new TierCut("A", 0.80m), new TierCut("B", 0.95m)], "C", "D");

    /// <summary>All tiers, the best first.</summary>
    public IReadOnlyList<string> Tiers => [.. Cuts.Select(cut => cut.Tier), Rest, None];
}

/// <summary>One cut.</summary>
/// <param name="Tier">The tier above the cut.</param>
/// <param name="Share">The share of the total that is reached there, from 0 to 1.</param>
public readonly record struct TierCut(string Tier, decimal Share);
