using System.Diagnostics;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AutoCrm.Import;

/// <inheritdoc cref="IImportService"/>
internal sealed class ImportService : IImportService
{
    private readonly IReadOnlyList<IRowReader> readers;
    private readonly IImportStore store;
    private readonly IReadRepository<Outlet> outlets;
    private readonly Deferred<EventKinds> kinds;
    private readonly IClock clock;
    private readonly IServiceScopeFactory scopes;
    private readonly string defaultCountry;
    private readonly Deferred<ImportFileDefinitions> files;
    private readonly ILogger logger;

    /// <summary>Created by the service container of the host.</summary>
    /// <param name="readers">The readers of file formats.</param>
    /// <param name="files">The files to read.</param>
    /// <param name="store">The store for the rows.</param>
    /// <param name="outlets">The existing outlets.</param>
    /// <param name="kinds">The registered event kinds.</param>
    /// <param name="clock">The clock for the recording instant of rows.</param>
    /// <param name="scopes">Makes the scope of the message that sums the import up.</param>
    /// <param name="loggers">The loggers.</param>
    /// <param name="defaultCountry">ISO 3166-1 alpha-2 of the country assumed for phone numbers of records without country.</param>
    public ImportService(
        IEnumerable<IRowReader> readers,
        Deferred<ImportFileDefinitions> files,
        IImportStore store,
        IReadRepository<Outlet> outlets,
        Deferred<EventKinds> kinds,
        IClock clock,
        IServiceScopeFactory scopes,
        Loggers loggers,
        string defaultCountry)
    {
        logger = loggers.Import;
        this.readers = [.. readers];
        this.files = files;
        this.store = store;
        this.outlets = outlets;
        this.kinds = kinds;
        this.clock = clock;
        this.scopes = scopes;
        this.defaultCountry = defaultCountry;
    }

    /// <inheritdoc/>
    public async Task<ImportReport> ImportAsync(
        string directory, ImportOptions? options = null, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        options ??= new ImportOptions();
        options.Validate();
        options.Mapping?.Validate(files.Value);
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"The folder '{directory}' does not exist; expected one that contains outlets.csv and a folder per source system.");
        }

        using var activity = Telemetry.Source.StartActivity(AutoCrmTelemetry.Activities.Import);
        var timestamp = Stopwatch.GetTimestamp();
        var began = FieldTimes.Truncate(clock.GetCurrentInstant());
        var known = new KnownOutlets(await outlets.ListAsync(new AllOutletsSpec(), cancellationToken).ConfigureAwait(false));
        var run = new ImportRun(readers, files.Value, store, options, progress, new ImportContext("", ImportMapping.None)
        {
            Outlets = known,
            Kinds = kinds.Value,
            DefaultCurrency = options.DefaultCurrency is { } code ? Currency.Of(code) : null,
            DefaultCountry = defaultCountry,
            RecordedAt = began,
            CancellationToken = cancellationToken,
        });
        var report = await run.ReadAsync(directory, cancellationToken).ConfigureAwait(false);
        Observe(report, activity, Telemetry.SecondsSince(timestamp));
        if (FilesImported.Of(report, began) is { } imported)
        {
            await PublishAsync(imported, cancellationToken).ConfigureAwait(false);
        }

        return report;
    }

    private void Observe(ImportReport report, Activity? activity, double seconds)
    {
        activity?.SetTag(AutoCrmTelemetry.Tags.Files, report.Files.Count).SetTag(AutoCrmTelemetry.Tags.Rows, report.Rows).SetTag(AutoCrmTelemetry.Tags.Refused, report.Refused);
        Telemetry.ImportDuration.Record(seconds);
        foreach (var file in report.Files)
        {
            logger.FileImported(file.Definition, file.System ?? "all systems", file.Rows, file.Added, file.Replaced, file.Unchanged, file.Refused);
            Count(file, "added", file.Added);
            Count(file, "replaced", file.Replaced);
            Count(file, "unchanged", file.Unchanged);
            Count(file, "outdated", file.Outdated);
            Count(file, "erased", file.Erased);
            Count(file, "refused", file.Refused);
        }

        if (report.Failures.Count > 0)
        {
            logger.FilesFailed(report.Failures.Count);
        }

        logger.ImportCompleted(report.Files.Count, report.Rows, seconds);
    }

    private static void Count(ImportedFile file, string outcome, long rows)
    {
        if (rows > 0)
        {
            Telemetry.ImportedRows.Add(rows, new(AutoCrmTelemetry.Tags.File, file.Definition), new(AutoCrmTelemetry.Tags.Outcome, outcome));
        }
    }

    /// <summary>Publishes in a scope of its own, so that what the caller has enqueued is not committed with it.</summary>
    private async Task PublishAsync(FilesImported imported, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
            unitOfWork.Publish(imported);
            await unitOfWork.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
