using AutoCrm.Assessment;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.SampleData;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using QuickStart.Failures;
using QuickStart.Output;
using QuickStart.Report;
using Spectre.Console;

namespace QuickStart;

/// <summary>The main job: imports files and writes an assessed customer base with reasons.</summary>
/// <param name="console">Where results and progress are printed.</param>
/// <param name="errors">Where the sentence of a run that ended early is printed.</param>
/// <param name="settings">The settings.</param>
/// <param name="limits">How much the report holds at most; <see langword="null"/> = the default.</param>
public sealed class MainJob(IAnsiConsole console, TextWriter errors, Settings settings, ReportLimits? limits = null)
{
    private const string RejectedFile = "rejected.csv";

    /// <summary>The end of the generated history, so that the results do not depend on the current day.</summary>
    /// <summary>The file that marks a folder of generated files; a folder without it is never deleted.</summary>
    private const string SampleMarker = ".sample-data";

    private static readonly Instant EndOfSampleHistory = Instant.FromUtc(2026, 11, 1, 0, 0);

    private static readonly EnumerationOptions WhatCanBeRead = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    private readonly TerminalSummary summary = new(console, settings);
    private readonly ReportLimits limits = limits ?? new();
    private ImportReport? imported;

    /// <summary>Runs the job and prints the results, or the one sentence for which it ended early.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await ProduceAsync(cancellationToken);
            summary.Print(outcome);
            return outcome.Import.Failures.Count == 0 && outcome.Import.Files.Count > 0 ? ExitCodes.Success : ExitCodes.UnusableFile;
        }
        catch (Exception exception)
        {
            if (imported is not null)
            {
                summary.PrintFailures(imported);
            }

            var failure = Failure.Of(exception, settings);
            await errors.WriteLineAsync(failure.Sentence);
            return failure.ExitCode;
        }
    }

    private async Task<Outcome> ProduceAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.Output);
        // A folder that cannot be written is found before the store is opened, which may be in it.
        await File.Create(Path.Combine(settings.Output, RejectedFile)).DisposeAsync();
        var asOf = settings.AsOf ?? (settings.Input is null ? EndOfSampleHistory : SystemClock.Instance.GetCurrentInstant());
        return await console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(bars => WorkAsync(bars, asOf, cancellationToken));
    }

    private async Task<Outcome> WorkAsync(ProgressContext bars, Instant asOf, CancellationToken cancellationToken)
    {
        var steps = new ProgressSteps(bars, settings.Text, settings.Input is null);
        var files = settings.Input ?? GenerateSampleData(steps, cancellationToken);
        ImportReport import;
        IdentityRun identities;
        var host = CrmHost.Open(settings.Store, settings.Currency);
        await using (host)
        {
            import = imported = await host.InScopeAsync(async (crm, services) =>
            {
                await MigrateAsync(crm, cancellationToken);
                return await ImportAsync(crm.Import, services, files, steps, cancellationToken);
            });
            identities = await host.InScopeAsync((crm, _) => crm.Resolution.ResolveAsync(progress: steps.Resolving, cancellationToken: cancellationToken));
            steps.Resolve.Done();
        }

        // The base currency is known only after the files have been read.
        var currency = settings.Currency ?? import.EventsByCurrency.OrderByDescending(count => count.Value).Select(count => count.Key).FirstOrDefault() ?? "CNY";
        var assessing = CrmHost.Open(settings.Store, currency);
        await using (assessing)
        {
            steps.Assess.MaxValue = identities.Customers;
            var assessment = await assessing.InScopeAsync((crm, _) => crm.Assessment.AssessAllAsync(asOf, progress: steps.Assessing, cancellationToken: cancellationToken));
            steps.Assess.Done();
            var statistics = await assessing.InScopeAsync((_, services) => new CustomersFile(services, settings)
                .WriteAsync(new BaseStatistics(asOf, currency, limits.Customers), steps.Writing(assessment.Customers), cancellationToken));
            var outcome = new Outcome(import, identities, assessment, statistics);
            await assessing.InScopeAsync(async (crm, services) =>
            {
                await new ReportFile(crm, services, settings, limits).WriteAsync(outcome, cancellationToken);
                return true;
            });
            steps.Write.Done();
            return outcome;
        }
    }

    private string GenerateSampleData(ProgressSteps steps, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(settings.Output, "data");
        var marker = Path.Combine(settings.Output, SampleMarker);
        if (Directory.Exists(folder))
        {
            if (!File.Exists(marker))
            {
                throw new JobException(ExitCodes.UnusableFolder, settings.Text.Format("fail_foreign_data", folder));
            }

            Directory.Delete(folder, recursive: true);
        }

        File.WriteAllText(marker, "");
        steps.Generate!.IsIndeterminate = true;
        DealerGroup.Write(folder, new DealerGroupOptions { Customers = settings.Customers, Seed = settings.Seed, AsOf = EndOfSampleHistory }, cancellationToken);
        steps.Generate.Done();
        return folder;
    }

    private async Task MigrateAsync(CrmSession crm, CancellationToken cancellationToken)
    {
        try
        {
            await crm.MigrateAsync(cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            throw new JobException(ExitCodes.UnusableStore, settings.Text.Format("fail_store_version", settings.Store.Name, exception.Message), exception);
        }
    }

    private async Task<ImportReport> ImportAsync(
        IImportService import, IServiceProvider services, string files, ProgressSteps steps, CancellationToken cancellationToken)
    {
        var format = services.GetServices<IRejectionReportFormat>().Single(format => format.Extension == ".csv");
        await using var stream = File.Create(Path.Combine(settings.Output, RejectedFile));
        await using var rejections = format.Create(stream);
        var bytes = new DirectoryInfo(files).EnumerateFiles("*", WhatCanBeRead).Sum(file => file.Length);
        var options = new ImportOptions { Rejections = rejections, DefaultCurrency = settings.Currency };
        var report = await import.ImportAsync(files, options, steps.Importing(bytes), cancellationToken);
        steps.Import.Done();
        return report;
    }
}
