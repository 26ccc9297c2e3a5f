using AutoCrm.Value;
using System.Globalization;
using AutoCrm.Lifecycle;
using Fluid.Values;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;

namespace QuickStart.Report;

/// <summary>The model of the page template, with formatted texts and numbers.</summary>
public sealed record ReportModel
{
    /// <summary>The day of the assessment.</summary>
    public required string AsOf { get; init; }

    /// <summary>The currency of all figures.</summary>
    public required string Currency { get; init; }

    /// <summary>The figures at the top.</summary>
    public required IReadOnlyList<KeyFigure> KeyFigures { get; init; }

    /// <summary>The charts, as SVG.</summary>
    public required FluidValue StagesChart { get; init; }

    /// <inheritdoc cref="StagesChart"/>
    public required FluidValue TiersChart { get; init; }

    /// <inheritdoc cref="StagesChart"/>
    public required FluidValue LorenzChart { get; init; }

    /// <summary>Customers and value by stage.</summary>
    public required IReadOnlyList<Row> Stages { get; init; }

    /// <summary>Customers and value by tier.</summary>
    public required IReadOnlyList<Row> Tiers { get; init; }

    /// <summary>The Gini coefficient.</summary>
    public required string Gini { get; init; }

    /// <summary>The share of value of the best fifth.</summary>
    public required string BestFifth { get; init; }

    /// <summary>The share of value of established customers.</summary>
    public required string Established { get; init; }

    /// <summary>Customers by recency (rows, 5 first) and frequency (columns, 1 first).</summary>
    public required IReadOnlyList<HeatRow> Rfm { get; init; }

    /// <summary>The source systems.</summary>
    public required IReadOnlyList<string> Systems { get; init; }

    /// <summary>The number of customers shared by two systems.</summary>
    public required IReadOnlyList<HeatRow> Overlap { get; init; }

    /// <summary>The number of customers by number of systems.</summary>
    public required string Spread { get; init; }

    /// <summary>The number of customers with details.</summary>
    public required string Shown { get; init; }

    /// <summary>The number of customers.</summary>
    public required string Customers { get; init; }

    /// <summary>Whether all customers have details.</summary>
    public required bool ShowsAll { get; init; }

    /// <summary>Creates the model.</summary>
    public static ReportModel Of(Outcome outcome, IServiceProvider services)
    {
        var statistics = outcome.Statistics;
        var order = services.GetRequiredService<LifecycleDefinition>().Stages;
        var total = statistics.Past + statistics.Future;
        var shown = statistics.ShownCustomers.Count;
        return new ReportModel
        {
            AsOf = LocalDatePattern.Iso.Format(statistics.AsOf.InUtc().Date),
            Currency = statistics.Currency,
            KeyFigures =
            [
                new("customers", Number(statistics.Customers), $"{Number(statistics.Organizations)} of them organisations"),
                new("source records", Number(outcome.Identities.Records), $"in {statistics.Records.Count} separate systems"),
                new("past value", Short(statistics.Past), $"{statistics.Currency}, margin of all events"),
                new("future value", Short(statistics.Future), $"{statistics.Currency}, present value"),
                new("benefits received", Short(statistics.Benefits), $"{statistics.Currency}, by customers"),
                new("rows refused", Number(outcome.Import.Refused), $"of {Number(outcome.Import.Rows)}, see rejected.csv"),
            ],
            StagesChart = new StringValue(Charts.Stages(statistics, order), encode: false),
            TiersChart = new StringValue(Charts.Tiers(statistics), encode: false),
            LorenzChart = new StringValue(Charts.Lorenz(outcome.Assessment.ValueDistribution.Concentration), encode: false),
            Stages = [.. order.Where(statistics.Stages.ContainsKey).Select(stage => RowOf(stage.Name, statistics.Stages[stage], statistics.Customers, total))],
            Tiers = [.. statistics.Tiers.Select(tier => RowOf(tier.Key, tier.Value, statistics.Customers, total))],
            Gini = outcome.Assessment.ValueDistribution.Concentration.Gini.ToString("0.00", CultureInfo.InvariantCulture),
            BestFifth = Percent(outcome.Assessment.ValueDistribution.Concentration.ShareOfBest(0.2)),
            Established = outcome.Assessment.ValueDistribution.EstablishedShare is { } share ? Percent((double)share) : "none",
            Rfm = RfmRows(statistics),
            Systems = [.. statistics.Records.Keys],
            Overlap = OverlapRows(statistics),
            Spread = string.Join(", ", statistics.BySystems.Select(pair => $"{Number(pair.Value)} known to {pair.Key} system{(pair.Key == 1 ? "" : "s")}")),
            Shown = Number(shown),
            Customers = Number(statistics.Customers),
            ShowsAll = shown == statistics.Customers,
        };
    }

    private static List<HeatRow> RfmRows(Output.BaseStatistics statistics)
    {
        var most = Math.Max(1, statistics.RecencyByFrequency.Cast<int>().Max());
        return [.. Enumerable.Range(1, 5).Reverse().Select(recency => new HeatRow(
            $"R {recency}",
            [.. Enumerable.Range(1, 5).Select(frequency => Cell(statistics.RecencyByFrequency[recency, frequency], most))]))];
    }

    private static List<HeatRow> OverlapRows(Output.BaseStatistics statistics)
    {
        var most = Math.Max(1, statistics.Overlap.Where(pair => pair.Key.Item1 != pair.Key.Item2).Select(pair => pair.Value).DefaultIfEmpty().Max());
        return [.. statistics.Records.Keys.Select(one => new HeatRow(
            one,
            [.. statistics.Records.Keys.Select(other => one == other
                ? new HeatCell(Number(statistics.Overlap.GetValueOrDefault((one, other))), null)
                : Cell(statistics.Overlap.GetValueOrDefault((one, other)), most))]))];
    }

    private static Row RowOf(string name, (int Customers, decimal Value) count, int customers, decimal total) => new(
        name, count.Customers, Number(count.Customers), Percent((double)count.Customers / customers), count.Value, Number(count.Value),
        total == 0 ? "0%" : Percent((double)(count.Value / total)));

    private static HeatCell Cell(int count, int most) => new(Number(count), (int)Math.Round(100.0 * Math.Sqrt((double)count / most)));

    private static string Number(decimal number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // A share that rounds to zero has no sign.
    private static string Percent(double share) => (Math.Round(share, 3) + 0.0).ToString("0.#%;-0.#%;0%", CultureInfo.InvariantCulture);

    private static string Short(decimal amount) => Math.Abs(amount) switch
    {
        >= 1_000_000_000 => (amount / 1_000_000_000).ToString("0.00", CultureInfo.InvariantCulture) + " bn",
        >= 1_000_000 => (amount / 1_000_000).ToString("0.0", CultureInfo.InvariantCulture) + " m",
        _ => Number(amount),
    };
}

/// <summary>A figure at the top of the page.</summary>
public sealed record KeyFigure(string Name, string Figure, string Note);

/// <summary>A row of a table of counts; the bare numbers are what the table sorts by.</summary>
public sealed record Row(string Name, int CustomersNumber, string Customers, string Share, decimal ValueNumber, string Value, string ValueShare);

/// <summary>A row of a heat map.</summary>
public sealed record HeatRow(string Name, IReadOnlyList<HeatCell> Cells);

/// <summary>A cell of a heat map; the heat is from 0 to 100, and none on the diagonal.</summary>
public sealed record HeatCell(string Text, int? Heat);
