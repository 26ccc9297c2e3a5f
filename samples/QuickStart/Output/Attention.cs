using AutoCrm.Assessment;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using NodaTime;

namespace QuickStart.Output;

/// <summary>The reason for which a customer needs attention now, with the value at stake.</summary>
/// <param name="Reason">The reason; its sentence is among the texts of the sample.</param>
/// <param name="Weight">The value at stake, by which customers are ordered.</param>
public sealed record Attention(Reason Reason, double Weight)
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

        var lifecycle = assessment.Lifecycle;
        if (assessment.Stage == Stage.AtRisk)
        {
            return new Attention(AtRisk(lifecycle), value);
        }

        if (assessment.Stage == Stage.RepurchaseWindow)
        {
            return new Attention(Reason.Create("attention.next_car", ("since", lifecycle.Since)), value * 0.8);
        }

        return lifecycle.Next is { } next && next.To == Stage.AtRisk && next.DueAt - assessment.AsOf <= Soon
            ? new Attention(Reason.Create("attention.soon", ("due", next.DueAt), ("events", Events(next))), value * 0.6)
            : null;
    }

    private static Reason AtRisk(LifecycleAssessment lifecycle) => lifecycle.Next is { } next
        ? Reason.Create("attention.at_risk", ("since", lifecycle.Since), ("to", next.To.Name), ("due", next.DueAt), ("events", Events(next)))
        : Reason.Create("attention.at_risk_open", ("since", lifecycle.Since));

    /// <summary>The events whose absence leads to the transition; not all that would prevent it, as giving the car up does.</summary>
    private static string Events(UpcomingTransition next) => next.Reason.Values.FirstOrDefault(value => value.Name == "events").Value ?? string.Join(", ", next.PreventedBy);
}
