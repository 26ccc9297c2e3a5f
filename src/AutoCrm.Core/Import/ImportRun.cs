using System.Runtime.CompilerServices;
using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>One import of one folder.</summary>
internal sealed class ImportRun(
    IReadOnlyList<IRowReader> readers,
    ImportFileDefinitions definitions,
    IImportStore store,
    ImportOptions options,
    IProgress<ImportProgress>? progress,
    ImportContext common)
{
    private readonly List<ImportedFile> files = [];
    private readonly List<FileFailure> failures = [];
    private readonly ImportFolder folder = new(readers);

    public async Task<ImportReport> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        if (Mapping(directory, "", options.Mapping ?? ImportMapping.None, ownWins: options.Mapping is null) is not { } mapping)
        {
            return new ImportReport(files, failures);
        }

        await ImportFilesAsync(FindAll(directory, "", ImportLevel.Shared, mapping), new ImportContext("", mapping, common), cancellationToken).ConfigureAwait(false);

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

        var sources = FindAll(path, system, ImportLevel.System, mapping);
        if (sources.Count > 0 && system.Contains(':', StringComparison.Ordinal))
        {
            failures.Add(new FileFailure(system, $"The folder '{system}' cannot name a source system, as a colon separates system and key; rename it."));
            return;
        }

        await ImportFilesAsync(sources, new ImportContext(system, mapping, common), cancellationToken).ConfigureAwait(false);
    }

    private List<RowSource> FindAll(string path, string system, ImportLevel level, ImportMapping mapping) =>
        [.. definitions.All.Where(definition => definition.Level == level).Select(definition => Find(path, system, definition, mapping)).OfType<RowSource>()];

    private async Task ImportFilesAsync(IEnumerable<RowSource> sources, ImportContext context, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            try
            {
                await source.Definition.ImportAsync(this, source, context, cancellationToken).ConfigureAwait(false);
            }
            catch (UnreadableFileException exception)
            {
                failures.Add(new FileFailure(source.File, exception.Message));
            }
            catch (DomainException exception)
            {
                failures.Add(new FileFailure(source.File, $"{exception.Message} Nothing of the file was stored."));
            }
        }
    }

    /// <summary>Reads a file and stores its rows in one transaction.</summary>
    public async Task ImportAsync<T>(
        ImportFileDefinition<T> definition, RowSource source, ImportContext context, CancellationToken cancellationToken)
        where T : class
    {
        var tally = new FileTally();
        var batches = source.ReadAsync(row => definition.CreateParser(row, context), options.BatchSize, cancellationToken);
        if (definition.IsCheckedAsWhole)
        {
            batches = CheckWholeAsync(definition, source, context, batches, tally, cancellationToken);
        }

        List<T>? stored = definition.IsCheckedAsWhole ? [] : null;
        var transaction = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await foreach (var batch in batches.ConfigureAwait(false))
            {
                var outcomes = batch.Items.Count == 0 ? [] : await definition.WriteAsync(transaction, batch.Items, cancellationToken).ConfigureAwait(false);
                for (var i = 0; i < outcomes.Count; i++)
                {
                    tally.Count(outcomes[i], batch.Items[i]);
                    if (outcomes[i] == UpsertResult.UnknownReference)
                    {
                        batch.Problems.Add(source.Locate(batch.Lines[i], definition.DescribeUnknownReference(batch.Items[i])));
                    }
                }

                stored?.AddRange(batch.Items);
                await ReportBatchAsync(source, batch, tally, cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        definition.OnStored(stored ?? [], context);
        files.Add(tally.Of(source, context.System.Length == 0 ? null : context.System));
    }

    /// <summary>Reads the whole file, refuses what is wrong with it as a whole, and gives the rest in batches.</summary>
    private async IAsyncEnumerable<RowBatch<T>> CheckWholeAsync<T>(
        ImportFileDefinition<T> definition,
        RowSource source,
        ImportContext context,
        IAsyncEnumerable<RowBatch<T>> batches,
        FileTally tally,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var items = new List<ImportItem<T>>();
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            items.AddRange(batch.Items.Zip(batch.Lines, (item, line) => new ImportItem<T>(item, line)));
            await ReportBatchAsync(source, batch, tally, cancellationToken).ConfigureAwait(false);
        }

        var problems = definition.FindProblems(items, context);
        var refused = new RowBatch<T> { Refused = problems.Count, BytesRead = source.Length };
        refused.Problems.AddRange(problems.Select(problem => source.Locate(items[problem.Key].Line, problem.Value)));
        yield return refused;
        foreach (var chunk in items.Where((_, place) => !problems.ContainsKey(place)).Chunk(options.BatchSize))
        {
            var batch = new RowBatch<T> { BytesRead = source.Length };
            batch.Items.AddRange(chunk.Select(item => item.Item));
            batch.Lines.AddRange(chunk.Select(item => item.Line));
            yield return batch;
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

    private ImportMapping? Mapping(string path, string system, ImportMapping inherited, bool ownWins)
    {
        var file = Path.Combine(path, "mapping.json");
        if (!ownWins || !File.Exists(file))
        {
            return inherited;
        }

        try
        {
            return ImportMapping.Load(file, definitions);
        }
        catch (ImportMappingException exception)
        {
            failures.Add(new FileFailure(ImportFolder.Name(system, "mapping.json"), $"{exception.Message} Files that depend on it were not read."));
            return null;
        }
    }

    private RowSource? Find(string path, string system, ImportFileDefinition definition, ImportMapping mapping)
    {
        try
        {
            return folder.Find(path, system, definition, mapping);
        }
        catch (ImportFolderException exception)
        {
            failures.Add(exception.Failure);
            return null;
        }
    }
}
