using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>The progress of an assessment of the base.</summary>
/// <param name="Assessed">The number of customers assessed.</param>
/// <param name="Written">The number of assessments stored; unchanged ones are not stored.</param>
public readonly record struct AssessmentProgress(long Assessed, long Written);

/// <summary>The results of an assessment of the base.</summary>
public sealed class AssessmentRun
{
    private readonly IReadOnlyList<object> summaries;

    internal AssessmentRun(
        Instant asOf, long customers, long written, int removed, IReadOnlyList<string> unknownEventKinds, IReadOnlyList<object> summaries)
    {
        AsOf = asOf;
        Customers = customers;
        Written = written;
        Removed = removed;
        UnknownEventKinds = unknownEventKinds;
        this.summaries = summaries;
    }

    /// <summary>The instant of the assessment.</summary>
    public Instant AsOf { get; }

    /// <summary>The number of customers.</summary>
    public long Customers { get; }

    /// <summary>The number of assessments stored; unchanged ones are not stored.</summary>
    public long Written { get; }

    /// <summary>The number of assessments of merged customers that were removed.</summary>
    public int Removed { get; }

    /// <summary>
    /// The codes of stored events whose kind is not registered, as when a plug-in was removed. They count as events of no kind; the base is assessed
    /// all the same.
    /// </summary>
    public IReadOnlyList<string> UnknownEventKinds { get; }

    /// <summary>Whether the run changed nothing.</summary>
    public bool ChangedNothing => Written == 0 && Removed == 0;

    /// <summary>The facts about the population that the assessor of a ranked section found, or <see langword="null"/>.</summary>
    /// <typeparam name="T">The type of the facts, such as <c>ValueDistribution</c>.</typeparam>
    public T? FindSummary<T>()
        where T : class => summaries.OfType<T>().FirstOrDefault();
}
