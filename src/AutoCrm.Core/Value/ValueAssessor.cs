using AutoCrm.Assessment;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>Computes the past value of a customer and forecasts its future value with a model. Pure: the same input produces the same result.</summary>
/// <param name="model">Forecasts future value.</param>
/// <param name="baseCurrency">The currency in which margins count.</param>
/// <param name="rates">The rates for margins in other currencies; without a rate a margin is left out.</param>
/// <param name="lifecycle">The lifecycle, which states the retention of its stages.</param>
/// <param name="options">The window of the yearly margin; <see langword="null"/> = 3 years.</param>
public sealed class ValueAssessor(
    IValueModel model, Currency baseCurrency, IExchangeRates rates, LifecycleDefinition lifecycle, ValueOptions? options = null)
    : IAssessor<CustomerValue>, IFittedAssessor
{
    private readonly int years = (options ?? new ValueOptions()).MarginWindowYears;
    private readonly SlidingWindow window = new(Period.FromYears((options ?? new ValueOptions()).MarginWindowYears));

    /// <inheritdoc/>
    public bool NeedsFitting => model.NeedsFitting;

    /// <inheritdoc/>
    public Task FitAsync(IAsyncEnumerable<CustomerHistory> population, Instant asOf, CancellationToken cancellationToken = default) =>
        model.FitAsync(population, asOf, cancellationToken);

    CustomerValue? IAssessor<CustomerValue>.Assess(AssessmentContext context) =>
        Assess(context.History, context.Get(LifecycleAssessment.Definition).Stage, context.AsOf);

    /// <summary>Assesses the value as of an instant.</summary>
    /// <param name="history">The history as of that instant or a later one.</param>
    /// <param name="stage">The stage of the customer at that instant.</param>
    /// <param name="asOf">The instant.</param>
    public CustomerValue Assess(CustomerHistory history, Stage stage, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(history);
        var windowBegins = window.GetBegin(asOf);
        Instant? leavesWindow = null;
        Span<decimal> components = stackalloc decimal[ValueComponents.All.Count];
        components.Clear();
        decimal past = 0, recurring = 0, benefits = 0;
        var counted = 0;
        Dictionary<Currency, int>? leftOut = null;
        foreach (var customerEvent in history.Events)
        {
            if (customerEvent.OccurredAt > asOf)
            {
                break;
            }

            if (customerEvent.Margin is not { } margin)
            {
                continue;
            }

            if (rates.Convert(margin, baseCurrency, customerEvent.OccurredAt) is not { } converted)
            {
                leftOut ??= [];
                leftOut[margin.Currency] = leftOut.GetValueOrDefault(margin.Currency) + 1;
                continue;
            }

            counted++;
            past += converted.Amount;
            benefits += IsBenefit(customerEvent) ? Math.Max(0, -converted.Amount) : 0;
            components[ValueComponents.IndexOf(customerEvent.Kind)] += converted.Amount;
            if (customerEvent.OccurredAt > windowBegins && customerEvent is not VehicleDelivered)
            {
                recurring += converted.Amount;
                leavesWindow ??= window.GetEnd(customerEvent.OccurredAt, asOf);
            }
        }

        var yearly = new Money(recurring / years, baseCurrency);
        var forecast = model.Forecast(new ValueBasis(history, stage, yearly, asOf, lifecycle.FindRetention(stage)));
        var total = new Money(past, baseCurrency);
        return new CustomerValue
        {
            Past = total,
            YearlyMargin = yearly,
            Future = forecast.Future,
            Benefits = new Money(benefits, baseCurrency),
            Components = Named(components),
            Reasons = [Reason.Create("value.past", ("past", total.Round()), ("events", counted)), forecast.Reason, .. LeftOut(leftOut)],
            ValidUntil = Earlier(leavesWindow, forecast.ValidUntil),
        };
    }

    private static Instant? Earlier(Instant? one, Instant? other) => (one, other) switch
    {
        ({ } left, { } right) => Instant.Min(left, right),
        _ => one ?? other,
    };

    /// <summary>Whether an event is a benefit free of charge: work under warranty or recall, or goodwill that resolves a complaint.</summary>
    private static bool IsBenefit(CustomerEvent customerEvent) =>
        customerEvent is ServiceVisited { Topic: "warranty" or "recall" } or ComplaintResolved;

    private static List<ValueComponent> Named(ReadOnlySpan<decimal> components)
    {
        var named = new List<ValueComponent>(4);
        for (var i = 0; i < components.Length; i++)
        {
            if (components[i] != 0)
            {
                named.Add(new ValueComponent(ValueComponents.All[i], components[i]));
            }
        }

        return named;
    }

    private IEnumerable<Reason> LeftOut(Dictionary<Currency, int>? leftOut) => leftOut is null
        ? []
        : leftOut
            .OrderBy(pair => pair.Key.Code, StringComparer.Ordinal)
            .Select(pair => Reason.Create("value.left_out", ("events", pair.Value), ("currency", pair.Key.Code), ("base", baseCurrency.Code)));
}
