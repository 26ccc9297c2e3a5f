using AutoCrm.Lifecycle;

namespace AutoCrm.Value;

/// <summary>The yearly retention rates by lifecycle stage.</summary>
/// <param name="ByStage">The yearly rates by stage, from 0 to 1. The rate of a missing stage is 0.</param>
public sealed record RetentionRates(IReadOnlyDictionary<Stage, decimal> ByStage)
{
    /// <summary>The rates of the automotive lifecycle.</summary>
    public static RetentionRates Automotive { get; } = new(new Dictionary<Stage, decimal>
    {
        [Stage.RepeatBuyer] = 0.85m,
        [Stage.Active] = 0.80m,
        [Stage.Owner] = 0.75m,
        [Stage.Buyer] = 0.75m,
        [Stage.RepurchaseWindow] = 0.70m,
        [Stage.WonBack] = 0.60m,
        [Stage.AtRisk] = 0.40m,
        [Stage.Lapsed] = 0.10m,
    });

    /// <summary>Returns the rate of a stage.</summary>
    public decimal Of(Stage stage) => ByStage.GetValueOrDefault(stage);
}
