using AutoCrm.Lifecycle;

namespace AutoCrm.Assessment;

/// <summary>Queries the latest snapshots of customers.</summary>
public interface IAssessmentQueries
{
    /// <summary>Lists the matching customers in descending order of value.</summary>
    Task<IReadOnlyList<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default);

    /// <summary>Counts the customers per stage and tier.</summary>
    Task<IReadOnlyList<StageTierCount>> CountAsync(CancellationToken cancellationToken = default);
}

/// <summary>A filter on customers. Criteria that are not set are ignored.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Limit">The maximum number of customers, at least 1.</param>
public sealed record AssessmentQuery(Stage? Stage = null, string? Tier = null, int Limit = 100)
{
    private readonly int limit = RequireLimit(Limit);

    /// <summary>The maximum number of customers.</summary>
    /// <value>At least 1. The default value is 100.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Limit
    {
        get => limit;
        init => limit = RequireLimit(value);
    }

    private static int RequireLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(Limit));
        return limit;
    }
}

/// <summary>The number of customers of a stage and tier.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Customers">The number of customers.</param>
public sealed record StageTierCount(Stage Stage, string? Tier, int Customers);
