namespace AutoCrm.Value;

/// <summary>The RFM scores of a customer relative to all customers with a purchase: 1 to 5 in each dimension, 5 is best (Hughes 1994).</summary>
/// <param name="Recency">The recency score.</param>
/// <param name="Frequency">The frequency score.</param>
/// <param name="Monetary">The monetary score.</param>
public readonly record struct RfmScore(int Recency, int Frequency, int Monetary)
{
    /// <summary>The three digits, such as <c>543</c>.</summary>
    public override string ToString() => $"{Recency}{Frequency}{Monetary}";
}
