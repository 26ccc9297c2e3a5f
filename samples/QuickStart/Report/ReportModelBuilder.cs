using System.Globalization;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using Fluid.Values;
using NodaTime;
using NodaTime.Text;
using QuickStart.Failures;
using QuickStart.Output;
using QuickStart.Texts;

namespace QuickStart.Report;

/// <summary>Builds the model of the page from the results of a run.</summary>
public sealed class ReportModelBuilder(
    Words words, ReportLimits limits, IReadOnlyDictionary<OutletCode, string> outlets, IReadOnlyList<Stage> order)
{
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private readonly Wording text = words.Text;
    private readonly Charts charts = new(words);

    /// <summary>Builds the model.</summary>
    public ReportModel Build(Outcome outcome, EmbeddedCustomers embedded)
    {
        var statistics = outcome.Statistics;
        var failures = outcome.Import.Failures;
        var model = new ReportModel
        {
            Title = text.Format("title", Day(statistics.AsOf)),
            Sub = Sub(statistics),
            KeyFigures = KeyFigures(outcome),
            Failures = [.. failures.Take(limits.Failures).Select(failure => new FileProblem(limits.Shorten(failure.File), limits.Shorten(FileProblemText.In(text, failure.Message), by: 2)))],
            FailuresMore = failures.Count > limits.Failures ? text.Format("failures_more", Figures.Number(failures.Count - limits.Failures)) : null,
            Empty = statistics.Customers == 0 ? text["sum_no_customers"] : null,
        };
        return statistics.Customers == 0 ? model : WithCustomers(model, outcome, embedded);
    }

    private ReportModel WithCustomers(ReportModel model, Outcome outcome, EmbeddedCustomers embedded)
    {
        var statistics = outcome.Statistics;
        var total = statistics.Past + statistics.Future;
        var distribution = outcome.Assessment.ValueDistribution;
        var systems = statistics.Records.OrderByDescending(system => system.Value).Take(limits.Systems).Select(system => system.Key).Order(StringComparer.Ordinal).ToList();
        return model with
        {
            HasAttention = statistics.NeedingAttention > 0,
            AttentionPart = embedded.NeedingAttention < statistics.NeedingAttention
                ? text.Format("attention_part", Figures.Number(embedded.NeedingAttention), Figures.Number(statistics.NeedingAttention))
                : null,
            StagesChart = Markup(charts.Stages(statistics, order)),
            TiersChart = Markup(charts.Tiers(statistics)),
            LorenzChart = Markup(charts.Lorenz(distribution.Concentration)),
            Concentration = text.Format(
                "concentration_lead",
                Figures.Percent(distribution.Concentration.ShareOfBest(0.2)),
                distribution.EstablishedShare is { } share ? Figures.Percent((double)share) : text["none"],
                distribution.Concentration.Gini.ToString("0.00", CultureInfo.InvariantCulture)),
            Stages = [.. order.Where(statistics.Stages.ContainsKey).Select(stage => Count(stage.Name, words.Of(stage), statistics.Stages[stage], statistics.Customers, total))],
            Tiers = [.. statistics.Tiers.Select(tier => Count(tier.Key, tier.Key, tier.Value, statistics.Customers, total))],
            Outlets = [.. Outlets(statistics)],
            OutletsPart = statistics.Outlets.Count > limits.Outlets ? text.Format("outlets_part", limits.Outlets, Figures.Number(statistics.Outlets.Count)) : null,
            Groups = [.. StageGroups.All.Where(group => statistics.Stages.Keys.Any(stage => StageGroups.Of(stage) == group)).Select(group => new StageGroup(group, text[$"group_{group}"]))],
            Rfm = RfmRows(statistics),
            Systems = [.. systems.Select(system => limits.Shorten(system))],
            SystemsPart = systems.Count < statistics.Records.Count ? text.Format("overlap_part", systems.Count, Figures.Number(statistics.Records.Count)) : null,
            Overlap = OverlapRows(statistics, systems),
            Spread = string.Join(text["spread_join"], statistics.BySystems.Take(limits.Systems).Select(pair => text.Format(pair.Key == 1 ? "spread_one" : "spread_many", Figures.Number(pair.Value), pair.Key))) + text["stop"],
            Listed = embedded.Count == statistics.Customers
                ? text.Format("all_lead", Figures.Number(statistics.Customers))
                : text.Format("all_part", Figures.Number(embedded.Count), Figures.Number(statistics.Customers)),
        };
    }

    private string Sub(BaseStatistics statistics)
    {
        var time = statistics.AsOf.InUtc().TimeOfDay;
        return time == LocalTime.Midnight
            ? text.Format("sub", Day(statistics.AsOf), statistics.Currency)
            : text.Format("sub_instant", $"{Day(statistics.AsOf)} {Minute.Format(time)}", statistics.Currency);
    }

    private IReadOnlyList<KeyFigure> KeyFigures(Outcome outcome)
    {
        var statistics = outcome.Statistics;
        return
        [
            new(text["fig_customers"], Figures.Number(statistics.Customers), text.Format("fig_customers_note", Figures.Number(statistics.Organizations))),
            new(text["fig_records"], Figures.Number(outcome.Identities.Records), text.Format("fig_records_note", Figures.Number(statistics.Records.Count))),
            new(text["fig_past"], Figures.Short(statistics.Past, text), text.Format("fig_past_note", statistics.Currency)),
            new(text["fig_future"], Figures.Short(statistics.Future, text), text.Format("fig_future_note", statistics.Currency)),
            new(text["fig_benefits"], Figures.Short(statistics.Benefits, text), text.Format("fig_benefits_note", statistics.Currency)),
            new(text["fig_refused"], Figures.Number(outcome.Import.Refused), text.Format("fig_refused_note", Figures.Number(outcome.Import.Rows))),
        ];
    }

    private IEnumerable<OutletRow> Outlets(BaseStatistics statistics)
    {
        var largestFirst = statistics.Outlets.OrderByDescending(outlet => outlet.Value.Customers).ThenBy(outlet => outlet.Key.ToString(), StringComparer.Ordinal).ToList();
        foreach (var (code, figures) in largestFirst.Take(limits.Outlets))
        {
            yield return Outlet(code == default ? text["outlet_none"] : outlets.GetValueOrDefault(code) ?? code.Value, figures);
        }

        if (largestFirst.Count > limits.Outlets)
        {
            var others = new OutletFigures();
            largestFirst.Skip(limits.Outlets).ToList().ForEach(outlet => others.Add(outlet.Value));
            yield return Outlet(text["outlet_others"], others);
        }
    }

    private OutletRow Outlet(string name, OutletFigures figures) => new(
        name, figures.Customers, Figures.Number(figures.Customers), Markup(charts.Outlet(name, figures)),
        [.. order.Where(figures.Stages.ContainsKey).Select(stage => new StageCount(words.Of(stage), StageGroups.Of(stage), Figures.Number(figures.Stages[stage])))],
        figures.Value, Figures.Number(figures.Value));

    private static List<HeatRow> RfmRows(BaseStatistics statistics)
    {
        var most = Math.Max(1, statistics.RecencyByFrequency.Cast<int>().Max());
        return [.. Enumerable.Range(1, 5).Reverse().Select(recency => new HeatRow(
            $"R {recency}",
            [.. Enumerable.Range(1, 5).Select(frequency => Cell(statistics.RecencyByFrequency[recency, frequency], most))]))];
    }

    private List<HeatRow> OverlapRows(BaseStatistics statistics, List<string> systems)
    {
        var most = Math.Max(1, statistics.Overlap.Where(pair => pair.Key.Item1 != pair.Key.Item2).Select(pair => pair.Value).DefaultIfEmpty().Max());
        return [.. systems.Select(one => new HeatRow(
            limits.Shorten(one),
            [.. systems.Select(other => one == other
                ? new HeatCell(Figures.Number(statistics.Overlap.GetValueOrDefault((one, other))), null)
                : Cell(statistics.Overlap.GetValueOrDefault((one, other)), most))]))];
    }

    private static CountRow Count(string code, string name, (int Customers, decimal Value) count, int customers, decimal total) => new(
        code, name, count.Customers, Figures.Number(count.Customers), Figures.Percent((double)count.Customers / customers), count.Value,
        Figures.Number(count.Value), total == 0 ? "0%" : Figures.Percent((double)(count.Value / total)));

    private static HeatCell Cell(int count, int most) => new(Figures.Number(count), (int)Math.Round(100.0 * Math.Sqrt((double)count / most)));

    private static StringValue Markup(string markup) => new(markup, encode: false);

    private static string Day(Instant instant) => LocalDatePattern.Iso.Format(instant.InUtc().Date);
}
