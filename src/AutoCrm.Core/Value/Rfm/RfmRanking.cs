using AutoCrm.Assessment;

namespace AutoCrm.Value;

/// <summary>
/// Scores RFM figures against all customers with a purchase: <c>1 + floor(5 · w / n)</c>, where <c>w</c> of the <c>n</c> customers are strictly
/// worse. Equal figures get equal scores.
/// </summary>
public sealed class RfmRanking : IRanking<RfmScore, RfmPosition>
{
    private readonly int[] recencies;
    private readonly int[] frequencies;
    private readonly decimal[] monetaries;

    /// <summary>Ranks a population; customers without a purchase do not count.</summary>
    public RfmRanking(IEnumerable<RfmPosition> population)
    {
        var buyers = population.Where(position => position.RecencyDays >= 0).ToList();
        recencies = [.. buyers.Select(position => position.RecencyDays)];
        frequencies = [.. buyers.Select(position => position.Frequency)];
        monetaries = [.. buyers.Select(position => position.Monetary)];
        Array.Sort(recencies);
        Array.Sort(frequencies);
        Array.Sort(monetaries);
    }

    /// <inheritdoc/>
    public object? Summary => null;

    /// <inheritdoc/>
    public RfmScore? Assign(RfmPosition measure, RankedSections earlier) => Score(measure);

    /// <summary>Returns the scores, or <see langword="null"/> if there is no purchase.</summary>
    public RfmScore? Score(RfmPosition position) => position.RecencyDays < 0 || recencies.Length == 0
        ? null
        : new RfmScore(
            Score(recencies.Length - CountBelow(recencies, position.RecencyDays + 1)),
            Score(CountBelow(frequencies, position.Frequency)),
            Score(CountBelow(monetaries, position.Monetary)));

    private int Score(int worse) => 1 + (int)Math.Min(4, 5L * worse / recencies.Length);

    private static int CountBelow<T>(T[] sorted, T bound)
        where T : IComparable<T>
    {
        var (low, high) = (0, sorted.Length);
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
