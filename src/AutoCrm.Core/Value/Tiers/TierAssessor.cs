using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>Assigns tiers among all customers by a policy.</summary>
/// <param name="policy">The policy.</param>
/// <param name="baseCurrency">The base currency.</param>
/// <param name="options">After how long a customer is established; <see langword="null"/> = 3 years.</param>
public sealed class TierAssessor(ITierPolicy policy, Currency baseCurrency, ValueOptions? options = null) : IPopulationAssessor<TierAssignment, CustomerWorth>
{
    private readonly SlidingWindow established = new(Period.FromYears((options ?? new ValueOptions()).EstablishedAfterYears));

    /// <inheritdoc/>
    public CustomerWorth Measure(AssessmentContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var history = context.History;
        var since = history.Events.Count > 0 ? history.Events[0].OccurredAt : history.KnownSince;
        return new CustomerWorth(
            history.Customer, context.Get(CustomerValue.Definition).Total.Amount, since <= established.GetBegin(context.AsOf));
    }

    /// <inheritdoc/>
    public IRanking<TierAssignment, CustomerWorth> Rank(IReadOnlyList<CustomerWorth> population, Instant asOf) =>
        policy.Rank(population, baseCurrency);
}
