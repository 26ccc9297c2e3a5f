using AutoCrm.Assessment;

namespace AutoCrm.Value;

/// <summary>
/// The section <c>rfm_score</c> of an assessment: the RFM scores of a customer relative to all customers with a purchase, 1 to 5 in each dimension, 5 is
/// best (Hughes 1994).
/// </summary>
/// <param name="Recency">The recency score.</param>
/// <param name="Frequency">The frequency score.</param>
/// <param name="Monetary">The monetary score.</param>
public sealed record RfmScore(int Recency, int Frequency, int Monetary)
{
    /// <summary>The section <c>rfm_score</c>, which is ranked among all customers. A customer without a purchase has none.</summary>
    public static AssessmentDefinition<RfmScore> Definition { get; } = new AssessmentDefinition<RfmScore>("rfm_score").After(RfmFigures.Definition);

    /// <summary>The three digits, such as <c>543</c>.</summary>
    public override string ToString() => $"{Recency}{Frequency}{Monetary}";
}
