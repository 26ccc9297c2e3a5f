using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>Forecasts the future value of a customer.</summary>
public interface IValueModel
{
    /// <summary>The name of the model, as used in reasons.</summary>
    string Name { get; }

    /// <summary>Whether <see cref="FitAsync"/> must be called before a forecast.</summary>
    bool NeedsFitting { get; }

    /// <summary>Fits the model to the histories of a population. Does nothing for a model that needs no fitting.</summary>
    Task FitAsync(IAsyncEnumerable<CustomerHistory> population, Instant asOf, CancellationToken cancellationToken = default);

    /// <summary>The stages of a lifecycle that the model cannot forecast for; a host with one of them is refused when it starts.</summary>
    /// <param name="stages">The stages of the lifecycle.</param>
    IReadOnlyList<Stage> ListUnsupportedStages(IReadOnlyList<StageDefinition> stages) => [];

    /// <summary>Forecasts the present value of the expected margins of one customer, with the reason.</summary>
    ValueForecast Forecast(ValueBasis basis);
}

/// <summary>The input of a forecast.</summary>
/// <param name="History">The history of the customer.</param>
/// <param name="Stage">The lifecycle stage of the customer.</param>
/// <param name="YearlyMargin">The yearly margin without vehicle deliveries, in the base currency.</param>
/// <param name="AsOf">The instant of the forecast.</param>
/// <param name="Retention">The yearly retention that the lifecycle states for the stage, from 0 to 1; <see langword="null"/> = not stated.</param>
public sealed record ValueBasis(CustomerHistory History, Stage Stage, Money YearlyMargin, Instant AsOf, decimal? Retention);

/// <summary>A forecast.</summary>
/// <param name="Future">The present value of the expected margins.</param>
/// <param name="Reason">The reason.</param>
public sealed record ValueForecast(Money Future, Reason Reason)
{
    /// <summary>The instant until which the forecast stays the same if no event occurs and the stage stays; <see langword="null"/> = for ever.</summary>
    public Instant? ValidUntil { get; init; }
}
