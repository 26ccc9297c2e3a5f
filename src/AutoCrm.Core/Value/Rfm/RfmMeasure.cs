using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>
/// Measures recency, frequency and monetary value of one customer (A. M. Hughes, "Strategic Database Marketing", 1994).
/// Purchases are the events of a purchasing kind with an amount; frequency and monetary value cover a window up to
/// the instant, recency covers all time.
/// </summary>
/// <param name="baseCurrency">The currency in which amounts count.</param>
/// <param name="rates">The rates for amounts in other currencies; without a rate an amount does not count.</param>
/// <param name="options">The window; <see langword="null"/> = 36 months.</param>
public sealed class RfmMeasure(Currency baseCurrency, IExchangeRates rates, ValueOptions? options = null) : IRfmMeasure
{
    private readonly SlidingWindow window = new(Period.FromMonths((options ?? new ValueOptions()).RfmWindowMonths));

    /// <inheritdoc/>
    public RfmFigures Measure(CustomerHistory history, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(history);
        var windowBegins = window.GetBegin(asOf);
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

    /// <inheritdoc/>
    public Instant? GetValidUntil(CustomerHistory history, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(history);
        var begin = window.GetBegin(asOf);
        foreach (var customerEvent in history.Events)
        {
            if (customerEvent.OccurredAt > begin && customerEvent is { Kind.IsPurchase: true, Amount: not null })
            {
                return customerEvent.OccurredAt <= asOf ? window.GetEnd(customerEvent.OccurredAt, asOf) : null;
            }
        }

        return null;
    }
}
