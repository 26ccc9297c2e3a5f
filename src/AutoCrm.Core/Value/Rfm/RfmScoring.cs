using AutoCrm.Assessment;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>Scores customers by their RFM figures among all customers with a purchase.</summary>
public sealed class RfmScoring : IPopulationAssessor<RfmScore, RfmPosition>
{
    /// <inheritdoc/>
    public RfmPosition Measure(AssessmentContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var figures = context.Get(RfmFigures.Definition);
        return new RfmPosition(figures.GetRecencyDays(context.AsOf) ?? -1, figures.Frequency, figures.Monetary);
    }

    /// <inheritdoc/>
    public IRanking<RfmScore, RfmPosition> Rank(IReadOnlyList<RfmPosition> population, Instant asOf) => new RfmRanking(population);
}
