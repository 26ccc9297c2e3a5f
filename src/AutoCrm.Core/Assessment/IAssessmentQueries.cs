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
/// <param name="Limit">The maximum number of customers.</param>
public sealed record AssessmentQuery(Stage? Stage = null, string? Tier = null, int Limit = 100);

/// <summary>The number of customers of a stage and tier.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Customers">The number of customers.</param>
public sealed record StageTierCount(Stage Stage, string? Tier, int Customers);
