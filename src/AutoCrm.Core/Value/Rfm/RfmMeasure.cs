using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>
/// Measures recency, frequency and monetary value of one customer (A. M. Hughes, "Strategic Database Marketing", 1994).
/// Purchases are the events of a purchasing kind with an amount; frequency and monetary value cover a window up to
/// the instant, recency covers all time.
/// </summary>
public sealed class RfmMeasure(Currency baseCurrency, IExchangeRates rates) : IAssessor<RfmFigures>
{
    private static readonly SlidingWindow Sliding = new(Window);

    /// <summary>The window of frequency and monetary value: 36 months.</summary>
    public static Period Window => Period.FromMonths(36);

    RfmFigures? IAssessor<RfmFigures>.Assess(AssessmentContext context) => Measure(context.History, context.AsOf);

    /// <summary>Measures the figures as of an instant.</summary>
    public RfmFigures Measure(CustomerHistory history, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(history);
        var windowBegins = Sliding.GetBegin(asOf);
        Instant? latest = null;
        var frequency = 0;
        var monetary = 0m;
        foreach (var customerEvent in history.Events)
        {
            if (customerEvent.OccurredAt > asOf)
            {
                break;
            }

            if (!customerEvent.Kind.IsPurchase
                || customerEvent.Amount is not { } amount
                || rates.Convert(amount, baseCurrency, customerEvent.OccurredAt) is not { } counted)
            {
                continue;
            }

            latest = customerEvent.OccurredAt;
            if (customerEvent.OccurredAt > windowBegins)
            {
                frequency++;
                monetary += counted.Amount;
            }
        }

        return new RfmFigures(latest, frequency, monetary);
    }

    /// <summary>When the first purchase leaves the window; <see langword="null"/> if there is none in it.</summary>
    internal static Instant? GetValidUntil(CustomerHistory history, Instant asOf)
    {
        var begin = Sliding.GetBegin(asOf);
        foreach (var customerEvent in history.Events)
        {
            if (customerEvent.OccurredAt > begin && customerEvent is { Kind.IsPurchase: true, Amount: not null })
            {
                return customerEvent.OccurredAt <= asOf ? Sliding.GetEnd(customerEvent.OccurredAt, asOf) : null;
            }
        }

        return null;
    }
}
