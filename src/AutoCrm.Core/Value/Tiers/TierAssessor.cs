using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>Assigns tiers among all customers by a policy.</summary>
/// <param name="policy">The policy.</param>
/// <param name="baseCurrency">The base currency.</param>
public sealed class TierAssessor(TierPolicy policy, Currency baseCurrency) : IPopulationAssessor<TierAssignment, CustomerWorth>
{
    private static readonly SlidingWindow Established = new(Period.FromYears(3));

    /// <inheritdoc/>
    public CustomerWorth Measure(AssessmentContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var history = context.History;
        var since = history.Events.Count > 0 ? history.Events[0].OccurredAt : history.KnownSince;
        return new CustomerWorth(
            history.Customer, context.Get(CustomerValue.Definition).Total.Amount, since <= Established.GetBegin(context.AsOf));
    }

    /// <inheritdoc/>
    public IRanking<TierAssignment, CustomerWorth> Rank(IReadOnlyList<CustomerWorth> population, Instant asOf) =>
        new TierRanking(policy, baseCurrency, population);
}
