using NodaTime;

namespace AutoCrm.Value;

/// <summary>A window of time that ends at the instant of an assessment and moves with it, on the UTC calendar.</summary>
/// <param name="Length">The length, such as 36 months.</param>
internal sealed record SlidingWindow(Period Length)
{
    /// <summary>When the window begins; events after it count.</summary>
    public Instant GetBegin(Instant asOf) => asOf.InUtc().LocalDateTime.Minus(Length).InUtc().ToInstant();

    /// <summary>
    /// An instant until which an event in the window stays in it. It may be some hours early for an event on 29 February, and is always after the
    /// instant of the assessment.
    /// </summary>
    public Instant GetEnd(Instant occurredAt, Instant asOf)
    {
        var end = occurredAt.InUtc().LocalDateTime.Plus(Length).InUtc().ToInstant();
        return end > asOf ? end : asOf.InUtc().Date.PlusDays(1).AtMidnight().InUtc().ToInstant();
    }
}
