using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Value;

/// <summary>Assigns tiers by the cuts of a policy in a ranked base.</summary>
public sealed class TierRanking
{
    private readonly TierPolicy policy;
    private readonly Currency currency;

    /// <summary>The last customer above each cut.</summary>
    private readonly (decimal Value, Id<Customer> Customer)[] last;

    internal TierRanking(
        TierPolicy policy, Currency currency, IReadOnlyList<(decimal Value, Id<Customer> Customer)> bestFirst, decimal positiveTotal)
    {
        this.policy = policy;
        this.currency = currency;
        last = new (decimal, Id<Customer>)[policy.Cuts.Count];
        var (reached, cut) = (0m, 0);
        foreach (var customer in bestFirst)
        {
            if (customer.Value <= 0)
            {
                break;
            }

            while (cut < last.Length && reached >= policy.Cuts[cut].Share * positiveTotal)
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

    /// <summary>Returns the tier of a customer, with the distance to the next better one.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="value">The sum of past and future value, in the base currency.</param>
    public TierAssignment Assign(Id<Customer> customer, decimal value)
    {
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

            if (CustomerBase.BestFirst((value, customer), lowest) <= 0)
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
