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
    /// <summary>The rates stated in place of those of the lifecycle.</summary>
    private readonly IReadOnlyDictionary<Stage, decimal>? retention;
    private readonly decimal discountRate;

    /// <summary>Creates a model with these rates.</summary>
    /// <param name="retention">
    /// The yearly retention rates by stage, from 0 to 1, in place of those that the lifecycle states; <see langword="null"/> = those of the lifecycle.
    /// </param>
    /// <param name="discountRate">The yearly discount rate <c>i</c>; 0.10 = 10%.</param>
    public MarginMultipleModel(IReadOnlyDictionary<Stage, decimal>? retention = null, decimal discountRate = 0.10m)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(discountRate);
        if (retention is not null)
        {
            this.retention = Check(retention);
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
        [.. stages.Where(stage => stage.Retention is null && retention?.ContainsKey(stage.Stage) != true).Select(stage => stage.Stage)];

    /// <inheritdoc/>
    public ValueForecast Forecast(ValueBasis basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        var rate = retention is not null && retention.TryGetValue(basis.Stage, out var stated) ? stated : basis.Retention ?? throw new InvalidOperationException(
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

    private static Dictionary<Stage, decimal> Check(IReadOnlyDictionary<Stage, decimal> retention)
    {
        foreach (var (stage, rate) in retention)
        {
            if (rate is < 0 or > 1)
            {
                throw new ArgumentOutOfRangeException(nameof(retention), rate, $"The stage {stage} cannot have this yearly retention; expected a share from 0 to 1.");
            }
        }

        return new Dictionary<Stage, decimal>(retention);
    }
}
