using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>
/// Measures recency, frequency and monetary value of one customer (A. M. Hughes, "Strategic Database Marketing", 1994).
/// Purchases are the events of a purchasing kind with an amount; frequency and monetary value cover a window up to
/// the instant, recency covers all time.
/// </summary>
public sealed class RfmMeasure(Currency baseCurrency, IExchangeRates rates)
{
    /// <summary>The window of frequency and monetary value.</summary>
    public static Period Window { get; } = Period.FromMonths(36);

    /// <summary>Measures the figures as of an instant.</summary>
    public RfmFigures Measure(CustomerHistory history, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(history);
        var windowBegins = asOf.InUtc().LocalDateTime.Minus(Window).InUtc().ToInstant();
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

        return new RfmFigures(latest is { } purchase ? (int)(asOf - purchase).TotalDays : null, frequency, monetary);
    }
}
