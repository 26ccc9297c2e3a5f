using System.Globalization;
using AutoCrm.Value;
using Spectre.Console;

namespace QuickStart.Output;

/// <summary>Prints the results of a run to the terminal.</summary>
public static class TerminalSummary
{
    /// <summary>Prints the summary.</summary>
    public static void Print(IAnsiConsole console, Outcome outcome, Settings settings)
    {
        console.WriteLine();
        PrintImport(console, outcome);
        PrintBase(console, outcome);
        console.Write(Stages(outcome));
        console.Write(Tiers(outcome));
        foreach (var (file, message) in outcome.Import.Failures)
        {
            console.MarkupLineInterpolated($"[red]{file} could not be used:[/] {message}");
        }

        if (outcome.ChangedNothing)
        {
            console.MarkupLine("[bold green]Nothing has changed[/] since the last run over these files.");
        }

        console.MarkupLineInterpolated($"[bold]{Path.Combine(settings.Output, "report.html")}[/] shows it all; customers.csv and rejected.csv are beside it.");
    }

    private static void PrintImport(IAnsiConsole console, Outcome outcome)
    {
        var import = outcome.Import;
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"[bold]{import.Rows:N0}[/] rows of {import.Files.Count} files: {import.Added:N0} new, {import.Unchanged:N0} unchanged, {import.Replaced:N0} replaced, {(import.Outdated > 0 ? $"{import.Outdated:N0} older than what is known, " : "")}[yellow]{import.Refused:N0} refused[/] (rejected.csv says why).");
    }

    private static void PrintBase(IAnsiConsole console, Outcome outcome)
    {
        var statistics = outcome.Statistics;
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"[bold]{outcome.Identities.Records:N0}[/] records of {statistics.Records.Count} systems are [bold]{outcome.Identities.Customers:N0}[/] customers, {statistics.Organizations:N0} of them organisations.");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"They have brought [bold]{statistics.Past:N0} {statistics.Currency}[/] and are expected to bring [bold]{statistics.Future:N0}[/] more; the best fifth brings [bold]{outcome.Assessment.ValueDistribution.Concentration.ShareOfBest(0.2):0%}[/] (Gini {outcome.Assessment.ValueDistribution.Concentration.Gini:0.00}).");
        console.WriteLine();
    }

    private static BarChart Stages(Outcome outcome)
    {
        var chart = new BarChart().Width(72).Label($"[bold]Customers by stage[/]").LeftAlignLabel().UseValueFormatter(value => value.ToString("N0", CultureInfo.InvariantCulture));
        foreach (var (stage, count) in outcome.Statistics.Stages.OrderByDescending(pair => pair.Value.Customers))
        {
            chart.AddItem(stage.Name, count.Customers, Color.SteelBlue1);
        }

        return chart;
    }

    private static Table Tiers(Outcome outcome)
    {
        var statistics = outcome.Statistics;
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("Tier")
            .AddColumn(new TableColumn("Customers").RightAligned())
            .AddColumn(new TableColumn("Share").RightAligned())
            .AddColumn(new TableColumn($"Value ({statistics.Currency})").RightAligned());
        foreach (var (tier, (customers, value)) in statistics.Tiers)
        {
            table.AddRow(
                tier,
                customers.ToString("N0", CultureInfo.InvariantCulture),
                ((double)customers / statistics.Customers).ToString("0%", CultureInfo.InvariantCulture),
                value.ToString("N0", CultureInfo.InvariantCulture));
        }

        return table;
    }
}
