using AutoCrm.Identity;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Import;

/// <summary>One import of one folder.</summary>
internal sealed class ImportRun(
    IReadOnlyList<IRowReader> readers, IImportStore store, ImportOptions options, IProgress<ImportProgress>? progress, ImportScope common)
{
    private static readonly ImportFileKind[] KindsOfSystems = [ImportFileKind.Customers, ImportFileKind.Vehicles, ImportFileKind.Events];

    private readonly List<ImportedFile> files = [];
    private readonly List<FileFailure> failures = [];
    private readonly ImportFolder folder = new(readers);

    public async Task<ImportReport> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        if (Mapping(directory, "", options.Mapping ?? ImportMapping.None, ownWins: options.Mapping is null) is not { } mapping)
        {
            return new ImportReport(files, failures);
        }

        if (Find(directory, "", ImportFileKind.Outlets, mapping) is { } outlets)
        {
            await ImportFileAsync(outlets, () => StoreOutletsAsync(outlets, cancellationToken)).ConfigureAwait(false);
        }

        foreach (var path in Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal))
        {
            var system = Path.GetFileName(path);
            if (!system.StartsWith('.'))
            {
                await ReadSystemAsync(path, system, mapping, cancellationToken).ConfigureAwait(false);
            }
        }

        return new ImportReport(files, failures);
    }

    private async Task ReadSystemAsync(string path, string system, ImportMapping inherited, CancellationToken cancellationToken)
    {
        if (Mapping(path, system, inherited, ownWins: true) is not { } mapping)
        {
            return;
        }

        var sources = KindsOfSystems.Select(kind => Find(path, system, kind, mapping)).OfType<RowSource>().ToList();
        if (sources.Count > 0 && system.Contains(':', StringComparison.Ordinal))
        {
            failures.Add(new FileFailure(system, $"The folder '{system}' cannot name a source system, as a colon separates system and key; rename it."));
            return;
        }

        var scope = common with { System = system, Mapping = mapping, Times = new FieldTimes(mapping) };
        foreach (var source in sources)
        {
            await ImportFileAsync(source, () => source.Kind switch
            {
                ImportFileKind.Customers => StoreAsync<SourceRecord>(
                    source, system, row => new CustomerRowParser(row, scope), (writer, items) => writer.WriteAsync(items, cancellationToken), cancellationToken),
                ImportFileKind.Vehicles => StoreAsync<VehicleRecord>(
                    source, system, row => new VehicleRowParser(row, scope), (writer, items) => writer.WriteAsync(items, cancellationToken), cancellationToken),
                _ => StoreAsync<CustomerEvent>(
                    source, system, row => new EventRowParser(row, scope), (writer, items) => writer.WriteAsync(items, cancellationToken), cancellationToken),
            }).ConfigureAwait(false);
        }
    }

    private async Task StoreAsync<T>(
        RowSource source,
        string system,
        Func<RowFields, IRowParser<T>> parser,
        Func<IImportTransaction, IReadOnlyList<T>, Task<IReadOnlyList<UpsertResult>>> write,
        CancellationToken cancellationToken)
        where T : class
    {
        var tally = new FileTally();
        var transaction = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await foreach (var batch in source.ReadAsync(parser, options.BatchSize, cancellationToken).ConfigureAwait(false))
            {
                var outcomes = batch.Items.Count == 0 ? [] : await write(transaction, batch.Items).ConfigureAwait(false);
                for (var i = 0; i < outcomes.Count; i++)
                {
                    tally.Count(outcomes[i], batch.Items[i]);
                    if (outcomes[i] == UpsertResult.UnknownReference && batch.Items[i] is CustomerEvent customerEvent)
                    {
                        batch.Problems.Add(UnknownCustomer(source, batch.Lines[i], customerEvent));
                    }
                }

                await ReportBatchAsync(source, batch, tally, cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        files.Add(tally.Of(source, system));
    }

    private async Task StoreOutletsAsync(RowSource source, CancellationToken cancellationToken)
    {
        var tally = new FileTally();
        var read = new RowBatch<Outlet>();
        await foreach (var batch in source.ReadAsync(row => new OutletRowParser(row), options.BatchSize, cancellationToken).ConfigureAwait(false))
        {
            read.Items.AddRange(batch.Items);
            read.Lines.AddRange(batch.Lines);
            await ReportBatchAsync(source, batch, tally, cancellationToken).ConfigureAwait(false);
        }

        await RejectRepeatedCodesAsync(source, read, tally, cancellationToken).ConfigureAwait(false);
        var invalid = OutletParents.FindInvalidParents(read.Items, common.Outlets);
        foreach (var (place, reason) in invalid)
        {
            await RejectAsync(new RowProblem(source.File, read.Lines[place], "parent", RowProblem.Truncate(read.Items[place].Parent?.Value), reason), cancellationToken).ConfigureAwait(false);
        }

        tally.Refused += invalid.Count;
        var valid = read.Items.Where((_, place) => !invalid.ContainsKey(place)).ToList();
        var transaction = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (var chunk in valid.Chunk(options.BatchSize))
            {
                var outcomes = await transaction.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
                for (var i = 0; i < outcomes.Count; i++)
                {
                    tally.Count(outcomes[i], chunk[i]);
                }
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        valid.ForEach(common.Outlets.Add);
        files.Add(tally.Of(source, system: null));
    }

    /// <summary>Of several outlets with one code the first counts; one that says something else is refused, so that reading the file again changes nothing.</summary>
    private async Task RejectRepeatedCodesAsync(RowSource source, RowBatch<Outlet> read, FileTally tally, CancellationToken cancellationToken)
    {
        var first = new Dictionary<OutletCode, (Outlet Outlet, long Line)>();
        for (var i = 0; i < read.Items.Count; i++)
        {
            var outlet = read.Items[i];
            if (first.TryAdd(outlet.Code, (outlet, read.Lines[i])) || first[outlet.Code].Outlet.ReplacedBy(outlet) is null)
            {
                continue;
            }

            var reason = $"The outlet '{RowProblem.Truncate(outlet.Code.Value)}' is given in line {first[outlet.Code].Line} already, and otherwise; expected each code once.";
            await RejectAsync(new RowProblem(source.File, read.Lines[i], "code", RowProblem.Truncate(outlet.Code.Value), reason), cancellationToken).ConfigureAwait(false);
            tally.Refused++;
            read.Items.RemoveAt(i);
            read.Lines.RemoveAt(i);
            i--;
        }
    }

    private async Task ImportFileAsync(RowSource source, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (UnreadableFileException exception)
        {
            failures.Add(new FileFailure(source.File, exception.Message));
        }
    }

    private async Task ReportBatchAsync<T>(RowSource source, RowBatch<T> batch, FileTally tally, CancellationToken cancellationToken)
    {
        tally.Refused += batch.Refused;
        foreach (var problem in batch.Problems.OrderBy(problem => problem.Line))
        {
            await RejectAsync(problem, cancellationToken).ConfigureAwait(false);
        }

        progress?.Report(new ImportProgress(source.File, tally.Rows, tally.Refused, batch.BytesRead, source.Length));
    }

    private ValueTask RejectAsync(RowProblem problem, CancellationToken cancellationToken) =>
        options.Rejections?.RejectAsync(problem, cancellationToken) ?? ValueTask.CompletedTask;

    private static RowProblem UnknownCustomer(RowSource source, long line, CustomerEvent customerEvent) => new(
        source.File,
        line,
        source.Mapping.Events.Columns.FirstOrDefault(pair => pair.Value == "customer").Key ?? "customer",
        RowProblem.Truncate(customerEvent.Record.Key),
        $"The customer '{RowProblem.Truncate(customerEvent.Record.Key)}' is not known in the system {customerEvent.Record.System}; expected a key of its customers file.");

    private ImportMapping? Mapping(string path, string system, ImportMapping inherited, bool ownWins)
    {
        var file = Path.Combine(path, "mapping.json");
        if (!ownWins || !File.Exists(file))
        {
            return inherited;
        }

        try
        {
            return ImportMapping.Load(file);
        }
        catch (ImportMappingException exception)
        {
            failures.Add(new FileFailure(ImportFolder.Name(system, "mapping.json"), $"{exception.Message} Files that depend on it were not read."));
            return null;
        }
    }

    private RowSource? Find(string path, string system, ImportFileKind kind, ImportMapping mapping)
    {
        try
        {
            return folder.Find(path, system, kind, mapping);
        }
        catch (ImportFolderException exception)
        {
            failures.Add(exception.Failure);
            return null;
        }
    }
}
