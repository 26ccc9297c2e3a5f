using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Value;

/// <summary>
/// The figures of all customers against which each one is ranked. Customers are added one by one and ranked once; it uses
/// about sixty bytes per customer. Customers can be added in any order, but not by several threads at once.
/// </summary>
public sealed class CustomerBase
{
    private readonly List<int> recencies = [];
    private readonly List<int> frequencies = [];
    private readonly List<decimal> monetaries = [];
    private readonly List<(decimal Value, Id<Customer> Customer)> values = [];
    private decimal positive;
    private decimal positiveOfEstablished;

    /// <summary>The number of customers.</summary>
    public int Count => values.Count;

    /// <summary>Adds a customer.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="figures">The RFM figures.</param>
    /// <param name="value">The sum of past and future value, in the base currency.</param>
    /// <param name="isEstablished">Whether the customer is established.</param>
    public void Add(Id<Customer> customer, RfmFigures figures, decimal value, bool isEstablished)
    {
        if (figures.RecencyDays is { } recency)
        {
            recencies.Add(recency);
            frequencies.Add(figures.Frequency);
            monetaries.Add(figures.Monetary);
        }

        values.Add((value, customer));
        if (value > 0)
        {
            positive += value;
            positiveOfEstablished += isEstablished ? value : 0;
        }
    }

    /// <summary>Ranks the customers added so far.</summary>
    public RankedBase Rank(TierPolicy policy, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(policy);
        recencies.Sort();
        frequencies.Sort();
        monetaries.Sort();
        values.Sort(BestFirst);
        return new RankedBase(
            new RfmRanking(recencies, frequencies, monetaries),
            new TierRanking(policy, currency, values, positive),
            Concentration.OfDescending([.. values.Select(pair => pair.Value)]),
            positive > 0 ? positiveOfEstablished / positive : null);
    }

    internal static int BestFirst((decimal Value, Id<Customer> Customer) left, (decimal Value, Id<Customer> Customer) right)
    {
        var byValue = right.Value.CompareTo(left.Value);
        return byValue != 0 ? byValue : left.Customer.CompareTo(right.Customer);
    }
}

/// <summary>A ranked customer base.</summary>
/// <param name="Rfm">The RFM ranking.</param>
/// <param name="Tiers">The tier ranking.</param>
/// <param name="Concentration">The concentration of value over the customers.</param>
/// <param name="EstablishedShare">
/// The share of the positive value contributed by established customers, from 0 to 1; <see langword="null"/> if there is none.
/// </param>
public sealed record RankedBase(RfmRanking Rfm, TierRanking Tiers, Concentration Concentration, decimal? EstablishedShare);
