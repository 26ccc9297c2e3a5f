using AutoCrm.Assessment;
using AutoCrm.Lifecycle;
using AutoCrm.Value;
using NodaTime;

namespace QuickStart.Output;

/// <summary>The reason for which a customer needs attention now, with the value at stake.</summary>
/// <param name="What">The reason, as a short text.</param>
/// <param name="Weight">The value at stake, by which customers are ordered.</param>
public sealed record Attention(string What, double Weight)
{
    private static readonly Duration Soon = Duration.FromDays(60);

    /// <summary>Returns the reason for attention, or <see langword="null"/> if there is none.</summary>
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

        return assessment.Lifecycle.Next is { } next && next.To == Stage.AtRisk && next.DueAt - assessment.AsOf <= Soon
            ? new Attention("about to be at risk", value * 0.6)
            : null;
    }
}
