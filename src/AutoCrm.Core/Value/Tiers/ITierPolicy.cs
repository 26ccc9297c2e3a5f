using AutoCrm.Assessment;
using AutoCrm.SharedKernel;

namespace AutoCrm.Value;

/// <summary>Divides the base into tiers by the worth of its customers. Pure, and used by several threads at once.</summary>
public interface ITierPolicy
{
    /// <summary>All tiers, best first.</summary>
    IReadOnlyList<string> Tiers { get; }

    /// <summary>Ranks a population. The result does not depend on the order of the customers.</summary>
    /// <param name="population">The worth of all customers.</param>
    /// <param name="currency">The base currency, for reasons.</param>
    IRanking<TierAssignment, CustomerWorth> Rank(IReadOnlyList<CustomerWorth> population, Currency currency);
}
