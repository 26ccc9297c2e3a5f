using System.Globalization;
using AutoCrm.Import;
using AutoCrm.Value;
using QuickStart.Failures;
using QuickStart.Texts;
using Spectre.Console;

namespace QuickStart.Output;

/// <summary>Prints the results of a run to the terminal.</summary>
public sealed class TerminalSummary(IAnsiConsole console, Settings settings)
{
    private readonly Wording text = settings.Text;

    /// <summary>Prints the summary.</summary>
    public void Print(Outcome outcome)
    {
        console.WriteLine();
        PrintImport(outcome.Import);
        if (outcome.Statistics.Customers > 0)
        {
            PrintBase(outcome);
            console.Write(Stages(outcome));
            console.Write(Tiers(outcome));
        }

        PrintFailures(outcome.Import);
        if (outcome.Import.Files.Count + outcome.Import.Failures.Count == 0)
        {
            console.MarkupLine(Line("sum_no_files", settings.Input));
        }

        if (outcome.Statistics.Customers == 0)
        {
            console.MarkupLine(Line("sum_no_customers"));
        }
        else if (outcome.ChangedNothing)
        {
            console.MarkupLine(Line("sum_unchanged"));
        }

        console.MarkupLine(Line("sum_report", Path.Combine(settings.Output, "report.html")));
    }

    /// <summary>Prints what files were refused for.</summary>
    public void PrintFailures(ImportReport import)
    {
        foreach (var (file, message) in import.Failures)
        {
            console.MarkupLine($"[red]{Line("sum_failure", file)}[/] {Markup.Escape(FileProblemText.In(text, message))}");
        }
    }

    private void PrintImport(ImportReport import) => console.MarkupLine(Line(
        "sum_import", Figures.Number(import.Rows), import.Files.Count, Figures.Number(import.Added), Figures.Number(import.Unchanged),
        Figures.Number(import.Replaced), Figures.Number(import.Outdated), Figures.Number(import.Refused)));

    private void PrintBase(Outcome outcome)
    {
        var statistics = outcome.Statistics;
        var concentration = outcome.Assessment.ValueDistribution.Concentration;
        console.MarkupLine(Line(
            "sum_base", Figures.Number(outcome.Identities.Records), statistics.Records.Count, Figures.Number(outcome.Identities.Customers),
            Figures.Number(statistics.Organizations)));
        console.MarkupLine(Line(
            "sum_value", Figures.Number(statistics.Past), statistics.Currency, Figures.Number(statistics.Future),
            Figures.Percent(concentration.ShareOfBest(0.2)), concentration.Gini.ToString("0.00", CultureInfo.InvariantCulture)));
        console.WriteLine();
    }

    private BarChart Stages(Outcome outcome)
    {
        var chart = new BarChart().Width(72).Label($"[bold]{Line("sum_stages")}[/]").LeftAlignLabel()
            .UseValueFormatter(value => value.ToString("N0", CultureInfo.InvariantCulture));
        foreach (var (stage, count) in outcome.Statistics.Stages.OrderByDescending(pair => pair.Value.Customers))
        {
            chart.AddItem(Markup.Escape(text.Word("stage", stage.Name)), count.Customers, Color.SteelBlue1);
        }

        return chart;
    }

    private Table Tiers(Outcome outcome)
    {
        var statistics = outcome.Statistics;
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(Line("col_tier"))
            .AddColumn(new TableColumn(Line("col_customers")).RightAligned())
            .AddColumn(new TableColumn(Line("col_share")).RightAligned())
            .AddColumn(new TableColumn($"{Line("col_value")} ({statistics.Currency})").RightAligned());
        foreach (var (tier, (customers, value)) in statistics.Tiers)
        {
            table.AddRow(
                Markup.Escape(tier), Figures.Number(customers), Figures.Percent((double)customers / statistics.Customers), Figures.Number(value));
        }

        return table;
    }

    /// <summary>A text with its own markup, and with values that have none.</summary>
    private string Line(string name, params object?[] values) =>
        text.Format(name, [.. values.Select(value => Markup.Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""))]);
}
