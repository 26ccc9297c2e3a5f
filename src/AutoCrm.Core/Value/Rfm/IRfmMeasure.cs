using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>Measures recency, frequency and monetary value of one customer. Pure, and used by several threads at once.</summary>
public interface IRfmMeasure
{
    /// <summary>Measures the figures as of an instant.</summary>
    /// <param name="history">The history as of the instant or a later one; events after <paramref name="asOf"/> are ignored.</param>
    /// <param name="asOf">The instant.</param>
    RfmFigures Measure(CustomerHistory history, Instant asOf);

    /// <summary>The instant until which the figures hold if no event occurs; <see langword="null"/> = for ever.</summary>
    /// <param name="history">The history as of the instant or a later one.</param>
    /// <param name="asOf">The instant.</param>
    Instant? GetValidUntil(CustomerHistory history, Instant asOf);
}
