using AutoCrm.Lifecycle;

namespace AutoCrm.Assessment;

/// <summary>Finds customers by where they stand, among their latest snapshots.</summary>
public interface IAssessmentQueries
{
    /// <summary>The customers that fit, those of the highest value first.</summary>
    Task<IReadOnlyList<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default);

    /// <summary>How many customers are in each stage and tier.</summary>
    Task<IReadOnlyList<StageTierCount>> CountAsync(CancellationToken cancellationToken = default);
}

/// <summary>Which customers are meant. What is not given does not matter.</summary>
/// <param name="Stage">Only those in this stage.</param>
/// <param name="Tier">Only those of this tier.</param>
/// <param name="Limit">How many at most.</param>
public sealed record AssessmentQuery(Stage? Stage = null, string? Tier = null, int Limit = 100);

/// <summary>How many customers stand at the same place.</summary>
/// <param name="Stage">Their stage.</param>
/// <param name="Tier">Their tier.</param>
/// <param name="Customers">How many they are.</param>
public sealed record StageTierCount(Stage Stage, string? Tier, int Customers);
