using System.Text.Json.Serialization;
using AutoCrm.Assessment;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>The section <c>rfm</c> of an assessment: the RFM figures of one customer, in the base currency.</summary>
/// <param name="LatestPurchase">The latest purchase of all time; <see langword="null"/> if there is none.</param>
/// <param name="Frequency">The number of purchases in the window.</param>
/// <param name="Monetary">The sum of their amounts, in the base currency.</param>
public sealed record RfmFigures(Instant? LatestPurchase, int Frequency, decimal Monetary)
{
    /// <summary>The section <c>rfm</c>. It holds until a purchase leaves the window.</summary>
    public static AssessmentDefinition<RfmFigures> Definition { get; } =
        new AssessmentDefinition<RfmFigures>("rfm").ValidUntil((figures, _) => figures.ValidUntil);

    /// <summary>The instant until which the figures hold if no event occurs.</summary>
    [JsonIgnore]
    internal Instant? ValidUntil { get; init; }

    /// <summary>Whole days since the latest purchase; <see langword="null"/> if there is none.</summary>
    /// <param name="asOf">The instant of the assessment.</param>
    public int? GetRecencyDays(Instant asOf) => LatestPurchase is { } purchase ? (int)(asOf - purchase).TotalDays : null;
}
