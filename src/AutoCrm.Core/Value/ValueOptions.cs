namespace AutoCrm.Value;

/// <summary>The spans of time by which value is counted. Set them with <c>ConfigureValue</c>; they are validated when the host starts.</summary>
public sealed class ValueOptions
{
    /// <summary>The longest span that may be set, in years.</summary>
    public const int LongestYears = 50;

    /// <summary>The months up to the instant of an assessment in which purchases count for frequency and monetary value.</summary>
    /// <value>36 by default; 1 to 600.</value>
    public int RfmWindowMonths { get; set; } = 36;

    /// <summary>The years up to the instant of an assessment over which the yearly margin is averaged.</summary>
    /// <value>3 by default; 1 to 50.</value>
    public int MarginWindowYears { get; set; } = 3;

    /// <summary>The years after which a customer counts as established, from the first event, or else from when it was known first.</summary>
    /// <value>3 by default; 1 to 50.</value>
    public int EstablishedAfterYears { get; set; } = 3;
}
