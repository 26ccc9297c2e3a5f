using AutoCrm.Lifecycle;

namespace AutoCrm.Value;

/// <summary>The yearly retention rates by lifecycle stage.</summary>
/// <param name="ByStage">The yearly rates by stage, from 0 to 1. Every stage of the lifecycle of the host needs one.</param>
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
        [Stage.Prospect] = 0m,
        [Stage.Lead] = 0m,
        [Stage.Opportunity] = 0m,
        [Stage.Lost] = 0m,
    });

    /// <summary>These rates and that of one more stage, such as one that a plug-in adds.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="rate">The yearly rate, from 0 to 1.</param>
    public RetentionRates With(Stage stage, decimal rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1m);
        return new RetentionRates(new Dictionary<Stage, decimal>(ByStage) { [stage] = rate });
    }

    /// <summary>Returns the rate of a stage.</summary>
    /// <exception cref="InvalidOperationException">There is no rate for the stage.</exception>
    public decimal Of(Stage stage) => ByStage.TryGetValue(stage, out var rate)
        ? rate
        : throw new InvalidOperationException(
            $"There is no retention rate for the stage '{stage}'; state one, as in new MarginMultipleModel(RetentionRates.Automotive.With(new Stage(\"{stage}\"), 0.5m)).");
}
