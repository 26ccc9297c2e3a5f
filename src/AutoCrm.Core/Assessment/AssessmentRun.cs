using AutoCrm.Value;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>The progress of an assessment of the base.</summary>
/// <param name="Assessed">The number of customers assessed.</param>
/// <param name="Written">The number of snapshots written; unchanged ones are not written.</param>
public readonly record struct AssessmentProgress(long Assessed, long Written);

/// <summary>The results of an assessment of the base.</summary>
/// <param name="AsOf">The instant of the assessment.</param>
/// <param name="Customers">The number of customers.</param>
/// <param name="Written">The number of snapshots written; unchanged ones are not written.</param>
/// <param name="Removed">The number of snapshots of merged customers that were removed.</param>
/// <param name="Counts">The number of customers per stage and tier.</param>
/// <param name="Concentration">The concentration of value over the customers.</param>
/// <param name="EstablishedShare">
/// The share of the positive value contributed by customers known for three years, from 0 to 1; <see langword="null"/> if there is none.
/// </param>
/// <param name="UnknownEventKinds">
/// The codes of stored events whose kind is not registered, as when a plug-in was removed. They count as events of no kind; the base is assessed all the same.
/// </param>
public sealed record AssessmentRun(
    Instant AsOf,
    long Customers,
    long Written,
    int Removed,
    IReadOnlyList<StageTierCount> Counts,
    Concentration Concentration,
    decimal? EstablishedShare,
    IReadOnlyList<string> UnknownEventKinds)
{
    /// <summary>Whether the run changed nothing.</summary>
    public bool ChangedNothing => Written == 0 && Removed == 0;
}
