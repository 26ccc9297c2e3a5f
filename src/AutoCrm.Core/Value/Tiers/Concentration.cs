namespace AutoCrm.Value;

/// <summary>
/// The concentration of value over the customers (V. Pareto 1896; M. O. Lorenz 1905; C. Gini 1912). Values below zero count as zero, so that shares lie
/// between 0 and 1.
/// </summary>
public sealed class Concentration
{
    private const int CurvePoints = 100;

    private readonly decimal[] cumulated;

    private Concentration(decimal[] cumulated, double gini, IReadOnlyList<LorenzPoint> lorenz)
    {
        this.cumulated = cumulated;
        Gini = gini;
        Lorenz = lorenz;
    }

    /// <summary>
    /// The Gini coefficient, from 0 (all customers contribute equally) towards 1 (one contributes all):
    /// <c>2 Σ k·x(k) / (n Σ x) − (n + 1) / n</c> over the values in ascending order. 0 if there is no positive value.
    /// </summary>
    public double Gini { get; }

    /// <summary>The Lorenz curve from (0, 0) to (1, 1) in steps of one percent: the cumulative share of value, customers of lowest value first.</summary>
    public IReadOnlyList<LorenzPoint> Lorenz { get; }

    /// <summary>Computes the concentration of values in descending order.</summary>
    public static Concentration OfDescending(IReadOnlyList<decimal> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var cumulated = new decimal[values.Count];
        decimal sum = 0;
        for (var i = 0; i < cumulated.Length; i++)
        {
            sum += Math.Max(0, values[i]);
            cumulated[i] = sum;
        }

        return new Concentration(cumulated, GiniOf(values, sum), LorenzOf(cumulated, sum));
    }

    /// <summary>Returns the share of value contributed by the best customers, from 0 to 1.</summary>
    /// <param name="customers">The share of customers, from 0 to 1; the number of customers is rounded up.</param>
    public double ShareOfBest(double customers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(customers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(customers, 1);
        var count = (int)Math.Ceiling(customers * cumulated.Length);
        return count == 0 || cumulated[^1] == 0 ? 0 : (double)(cumulated[count - 1] / cumulated[^1]);
    }

    private static double GiniOf(IReadOnlyList<decimal> descending, decimal sum)
    {
        if (sum == 0)
        {
            return 0;
        }

        decimal weighted = 0;
        var count = descending.Count;
        for (var i = 0; i < count; i++)
        {
            weighted += (count - i) * Math.Max(0, descending[i]);
        }

        return (double)((2 * weighted / (count * sum)) - ((count + 1m) / count));
    }

    private static List<LorenzPoint> LorenzOf(decimal[] cumulated, decimal sum)
    {
        var curve = new List<LorenzPoint>(CurvePoints + 1);
        for (var point = 0; point <= CurvePoints; point++)
        {
            var lowest = (double)point / CurvePoints;
            var best = cumulated.Length - (int)Math.Round(lowest * cumulated.Length);
            var ofBest = sum == 0 ? 1 - lowest : best == 0 ? 0 : (double)(cumulated[best - 1] / sum);
            curve.Add(new LorenzPoint(lowest, 1 - ofBest));
        }

        return curve;
    }
}

/// <summary>A point of the Lorenz curve.</summary>
/// <param name="Customers">The cumulative share of customers, lowest value first, from 0 to 1.</param>
/// <param name="Value">The cumulative share of value, from 0 to 1.</param>
public readonly record struct LorenzPoint(double Customers, double Value);
