using AutoCrm.Value;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>How far an assessment of the base has come.</summary>
/// <param name="Assessed">How many customers have been assessed.</param>
/// <param name="Written">How many snapshots have been written; unchanged ones are not.</param>
public readonly record struct AssessmentProgress(long Assessed, long Written);

/// <summary>What an assessment of the base found and changed.</summary>
/// <param name="AsOf">The instant it holds for.</param>
/// <param name="Customers">How many customers there are.</param>
/// <param name="Written">How many snapshots were written; unchanged ones are not.</param>
/// <param name="Removed">How many snapshots of customers merged into another were removed.</param>
/// <param name="Counts">How many customers are in each stage and tier.</param>
/// <param name="Concentration">How the value is spread over the customers.</param>
/// <param name="EstablishedShare">The share of the positive value that customers known for three years bring, from 0 to 1; <see langword="null"/> where there is none.</param>
public sealed record AssessmentRun(
    Instant AsOf,
    long Customers,
    long Written,
    int Removed,
    IReadOnlyList<StageTierCount> Counts,
    Concentration Concentration,
    decimal? EstablishedShare)
{
    /// <summary>Whether everything was as at the assessment before.</summary>
    public bool ChangedNothing => Written == 0 && Removed == 0;
}
