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
    private readonly Dictionary<Stage, decimal> retention;
    private readonly decimal discountRate;

    /// <summary>Creates a model with these rates.</summary>
    /// <param name="retention">
    /// The yearly retention rates by stage, from 0 to 1, in place of those that the lifecycle states; <see langword="null"/> = those of the lifecycle.
    /// </param>
    /// <param name="discountRate">The yearly discount rate <c>i</c>; 0.10 = 10%.</param>
    public MarginMultipleModel(IReadOnlyDictionary<Stage, decimal>? retention = null, decimal discountRate = 0.10m)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(discountRate);
        this.retention = new Dictionary<Stage, decimal>(retention ?? new Dictionary<Stage, decimal>());
        if (this.retention.FirstOrDefault(rate => rate.Value is < 0 or > 1) is { Key.Name: not null } wrong)
        {
            throw new ArgumentOutOfRangeException(nameof(retention), wrong.Value, $"The stage {wrong.Key} cannot have this yearly retention; expected a share from 0 to 1.");
        }

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
    public IReadOnlyList<Stage> ListUnsupportedStages(IReadOnlyList<StageDefinition> stages) =>
        [.. stages.Where(stage => stage.Retention is null && !retention.ContainsKey(stage.Stage)).Select(stage => stage.Stage)];

    /// <inheritdoc/>
    public ValueForecast Forecast(ValueBasis basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        var rate = retention.TryGetValue(basis.Stage, out var stated) ? stated : basis.Retention ?? throw new InvalidOperationException(
            $"The lifecycle states no retention for the stage {basis.Stage}; state one, as in .Stages(new StageDefinition(new Stage(\"{basis.Stage}\"), retention: 0.5m)).");
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
