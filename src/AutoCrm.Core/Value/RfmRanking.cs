namespace AutoCrm.Value;

/// <summary>
/// Scores RFM figures against all customers with a purchase: <c>1 + floor(5 · w / n)</c>, where <c>w</c> of the <c>n</c> customers are strictly
/// worse. Equal figures get equal scores.
/// </summary>
public sealed class RfmRanking
{
    private readonly IReadOnlyList<int> recencies;
    private readonly IReadOnlyList<int> frequencies;
    private readonly IReadOnlyList<decimal> monetaries;

    internal RfmRanking(IReadOnlyList<int> recencies, IReadOnlyList<int> frequencies, IReadOnlyList<decimal> monetaries) =>
        (this.recencies, this.frequencies, this.monetaries) = (recencies, frequencies, monetaries);

    /// <summary>Returns the scores, or <see langword="null"/> if there is no purchase.</summary>
    public RfmScore? Score(RfmFigures figures) => figures.RecencyDays is not { } recency || recencies.Count == 0
        ? null
        : new RfmScore(
            Score(recencies.Count - CountBelow(recencies, recency + 1)),
            Score(CountBelow(frequencies, figures.Frequency)),
            Score(CountBelow(monetaries, figures.Monetary)));

    private int Score(int worse) => 1 + (int)Math.Min(4, 5L * worse / recencies.Count);

    private static int CountBelow<T>(IReadOnlyList<T> sorted, T bound)
        where T : IComparable<T>
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].CompareTo(bound) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
