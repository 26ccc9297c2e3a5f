using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Value;

/// <summary>
/// The margin multiple <c>m · r / (1 + i − r)</c>: the present value of a yearly margin <c>m</c> that a customer contributes for as
/// long as it is retained at the rate <c>r</c>, discounted at <c>i</c> per year (S. Gupta and D. R. Lehmann, "Customers as Assets",
/// Journal of Interactive Marketing 17 (1), 2003).
/// </summary>
public sealed class MarginMultipleModel : IValueModel
{
    private readonly RetentionRates retention;
    private readonly decimal discountRate;

    /// <summary>Creates a model with these rates.</summary>
    /// <param name="retention">The yearly retention rates by stage.</param>
    /// <param name="discountRate">The yearly discount rate <c>i</c>; 0.10 = 10%.</param>
    public MarginMultipleModel(RetentionRates? retention = null, decimal discountRate = 0.10m)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(discountRate);
        this.retention = retention ?? RetentionRates.Automotive;
        this.discountRate = discountRate;
    }

    /// <inheritdoc/>
    public string Name => "margin-multiple";

    /// <inheritdoc/>
    public bool NeedsFitting => false;

    /// <inheritdoc/>
    public Task FitAsync(IAsyncEnumerable<CustomerHistory> population, Instant asOf, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public IReadOnlyList<Stage> ListUnsupportedStages(IReadOnlyList<Stage> stages) => [.. stages.Where(stage => !retention.ByStage.ContainsKey(stage))];

    /// <inheritdoc/>
    public ValueForecast Forecast(ValueBasis basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        var rate = retention.Of(basis.Stage);
        var future = new Money(basis.YearlyMargin.Amount * rate / (1 + discountRate - rate), basis.YearlyMargin.Currency);
        return new ValueForecast(future, Reason.Create(
            "value.future",
            [Name],
            ("future", future.Round()),
            ("yearly", basis.YearlyMargin.Round()),
            ("retention", rate),
            ("discount", discountRate),
            ("stage", basis.Stage.Name)));
    }
}
