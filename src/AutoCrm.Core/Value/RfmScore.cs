namespace AutoCrm.Value;

/// <summary>Where a customer stands among all customers with a purchase: 1 to 5 in each dimension, 5 best (Hughes 1994).</summary>
/// <param name="Recency">How recently the customer bought.</param>
/// <param name="Frequency">How often.</param>
/// <param name="Monetary">For how much.</param>
public readonly record struct RfmScore(int Recency, int Frequency, int Monetary)
{
    /// <summary>The three digits, such as <c>543</c>.</summary>
    public override string ToString() => $"{Recency}{Frequency}{Monetary}";
}
