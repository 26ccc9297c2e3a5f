using AutoCrm.Assessment;
using AutoCrm.Lifecycle;
using NodaTime;

namespace QuickStart.Output;

/// <summary>Why somebody should look after a customer now, and how much there is to lose or to win.</summary>
/// <param name="What">What is at stake, in a few words.</param>
/// <param name="Weight">The value at stake, by which customers are ordered.</param>
public sealed record Attention(string What, double Weight)
{
    private static readonly Duration Soon = Duration.FromDays(60);

    /// <summary>What is at stake with a customer, or <see langword="null"/> where nothing presses.</summary>
    public static Attention? Of(CustomerAssessment assessment)
    {
        var value = (double)assessment.Value.Total.Amount;
        if (value <= 0 || assessment.Tier?.Tier is not ("A" or "B"))
        {
            return null;
        }

        if (assessment.Stage == Stage.AtRisk)
        {
            return new Attention("valuable and at risk", value);
        }

        if (assessment.Stage == Stage.RepurchaseWindow)
        {
            return new Attention("ready for the next car", value * 0.8);
        }

        return assessment.Next is { } next && next.To == Stage.AtRisk && next.DueAt - assessment.AsOf <= Soon
            ? new Attention("about to be at risk", value * 0.6)
            : null;
    }
}
