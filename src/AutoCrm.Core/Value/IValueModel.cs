using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>Forecasts what a customer will be worth.</summary>
public interface IValueModel
{
    /// <summary>The model's name, which reasons mention.</summary>
    string Name { get; }

    /// <summary>Whether <see cref="FitAsync"/> must see the population before a forecast.</summary>
    bool NeedsFitting { get; }

    /// <summary>Learns from the histories of a population. A model that needs no fitting does nothing.</summary>
    Task FitAsync(IAsyncEnumerable<CustomerHistory> population, Instant asOf, CancellationToken cancellationToken = default);

    /// <summary>The present value of the margins to come from one customer, and how it came about.</summary>
    ValueForecast Forecast(ValueBasis basis);
}

/// <summary>What a forecast builds on.</summary>
/// <param name="History">The customer's history.</param>
/// <param name="Stage">The customer's lifecycle stage.</param>
/// <param name="YearlyMargin">The margin of a year, vehicle deliveries left out, in the base currency.</param>
/// <param name="AsOf">The instant it holds for.</param>
public sealed record ValueBasis(CustomerHistory History, Stage Stage, Money YearlyMargin, Instant AsOf);

/// <summary>A forecast.</summary>
/// <param name="Future">The present value of the margins to come.</param>
/// <param name="Reason">How it came about.</param>
public sealed record ValueForecast(Money Future, Reason Reason);
