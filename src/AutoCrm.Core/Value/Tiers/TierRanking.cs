using AutoCrm.Assessment;
using AutoCrm.SharedKernel;

namespace AutoCrm.Value;

/// <summary>Assigns tiers by the cuts of a policy in a ranked base.</summary>
public sealed class TierRanking : IRanking<TierAssignment, CustomerWorth>
{
    private readonly TierPolicy policy;
    private readonly Currency currency;

    /// <summary>The last customer above each cut.</summary>
    private readonly CustomerWorth[] last;

    /// <summary>Ranks a population.</summary>
    /// <param name="policy">The cuts.</param>
    /// <param name="currency">The base currency.</param>
    /// <param name="population">The worth of all customers, in any order.</param>
    public TierRanking(TierPolicy policy, Currency currency, IEnumerable<CustomerWorth> population)
    {
        ArgumentNullException.ThrowIfNull(policy);
        this.policy = policy;
        this.currency = currency;
        var bestFirst = population.ToArray();
        Array.Sort(bestFirst, CustomerWorth.BestFirst);
        var (positive, established) = (0m, 0m);
        foreach (var worth in bestFirst.TakeWhile(worth => worth.Value > 0))
        {
            positive += worth.Value;
            established += worth.IsEstablished ? worth.Value : 0;
        }

        Distribution = new ValueDistribution(
            Concentration.OfDescending([.. bestFirst.Select(worth => worth.Value)]), positive > 0 ? established / positive : null);
        last = new CustomerWorth[policy.Cuts.Count];
        var (reached, cut) = (0m, 0);
        foreach (var customer in bestFirst)
        {
            if (customer.Value <= 0)
            {
                break;
            }

            while (cut < last.Length && reached >= policy.Cuts[cut].Share * positive)
            {
                cut++;
            }

            if (cut == last.Length)
            {
                break;
            }

            reached += customer.Value;
            last[cut] = customer;
        }
    }

    /// <summary>How value is distributed over the population.</summary>
    public ValueDistribution Distribution { get; }

    object? IRanking<TierAssignment, CustomerWorth>.Summary => Distribution;

    TierAssignment? IRanking<TierAssignment, CustomerWorth>.Assign(CustomerWorth measure, RankedSections earlier) => Assign(measure);

    /// <summary>Returns the tier of a customer, with the distance to the next better one.</summary>
    public TierAssignment Assign(CustomerWorth worth)
    {
        var value = worth.Value;
        if (value <= 0)
        {
            return new TierAssignment(policy.None, Reason.Create(
                "value.tier.none", ["tiers"], ("tier", policy.None), ("value", InCurrency(value))));
        }

        string? better = null;
        var gap = 0m;
        for (var cut = 0; cut < last.Length; cut++)
        {
            if (last[cut] is not { Value: > 0 } lowest)
            {
                // One customer crosses two cuts at once, so that the tier between them is empty.
                continue;
            }

            if (CustomerWorth.BestFirst(worth, lowest) <= 0)
            {
                var tier = policy.Cuts[cut].Tier;
                return new TierAssignment(tier, better is null
                    ? Reason.Create(
                        "value.tier.first", ["tiers"],
                        ("tier", tier), ("value", InCurrency(value)), ("percent", Percent(cut)), ("least", InCurrency(lowest.Value)))
                    : Reason.Create(
                        "value.tier.share", ["tiers"],
                        ("tier", tier), ("value", InCurrency(value)), ("percent", Percent(cut)), ("next", better), ("gap", InCurrency(gap))));
            }

            (better, gap) = (policy.Cuts[cut].Tier, lowest.Value - value);
        }

        return new TierAssignment(policy.Rest, Reason.Create(
            "value.tier.rest", ["tiers"], ("tier", policy.Rest), ("value", InCurrency(value)), ("next", better ?? policy.Rest), ("gap", InCurrency(gap))));
    }

    private string Percent(int cut) => (policy.Cuts[cut].Share * 100).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    private Money InCurrency(decimal amount) => new Money(amount, currency).Round();
}
