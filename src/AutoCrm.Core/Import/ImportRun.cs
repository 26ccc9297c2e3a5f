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
    /// <summary>What is checked as a whole is held in memory.</summary>
    private const int MostRowsOfWhole = 200_000;

    private const int LongestWhole = 8 << 20;

    private readonly List<ImportedFile> files = [];
    private readonly List<FileFailure> failures = [];

    /// <exception cref="IOException">The folder itself cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be read.</exception>
    public async Task<ImportReport> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        var folders = new InputFolders(directory);
        var shared = new ImportFolder(readers, "", folders.List(folders.Root));
        failures.AddRange(FolderProblems.OfShared(shared, definitions));
        if (Mapping(shared, options.Mapping ?? ImportMapping.None, ownWins: options.Mapping is null) is { } mapping)
        {
            await ImportFilesAsync(FindAll(shared, ImportLevel.Shared, mapping), new ImportContext("", mapping, common), cancellationToken).ConfigureAwait(false);
            foreach (var entry in shared.Entries.Where(entry => entry.IsFolder))
            {
                if (!entry.Name.StartsWith('.'))
                {
                    await ReadSystemAsync(folders, entry, mapping, cancellationToken).ConfigureAwait(false);
                }
                else if (FolderProblems.OfHidden(shared, entry, definitions) is { } hidden)
                {
                    failures.Add(hidden);
                }
            }
        }

        return new ImportReport(files, failures);
    }

    private async Task ReadSystemAsync(InputFolders folders, InputEntry entry, ImportMapping inherited, CancellationToken cancellationToken)
    {
        ImportFolder folder;
        try
        {
            folder = new ImportFolder(readers, entry.Name, folders.List(entry.Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failures.Add(new FileFailure(entry.Name, $"The folder cannot be read: {exception.Message}"));
            return;
        }

        if (FolderProblems.OfName(folder, definitions) is { } problem)
        {
            failures.Add(problem);
            return;
        }

        failures.AddRange(FolderProblems.OfSystem(folder, definitions));
        if (Mapping(folder, inherited, ownWins: true) is { } mapping)
        {
            await ImportFilesAsync(FindAll(folder, ImportLevel.System, mapping), new ImportContext(folder.System, mapping, common), cancellationToken).ConfigureAwait(false);
        }
    }

    private List<RowSource> FindAll(ImportFolder folder, ImportLevel level, ImportMapping mapping) =>
        [.. definitions.All.Where(definition => definition.Level == level).Select(definition => Find(folder, definition, mapping)).OfType<RowSource>()];

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
            if (items.Count > MostRowsOfWhole || batch.BytesRead > LongestWhole)
            {
                throw new UnreadableFileException(
                    $"By line {batch.Lines.LastOrDefault(items.Count)} the file has more than {MostRowsOfWhole:N0} rows or {LongestWhole >> 20} MiB; a file of {definition.Name} is checked as a whole and can have no more.");
            }

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

    private ImportMapping? Mapping(ImportFolder folder, ImportMapping inherited, bool ownWins)
    {
        if (!ownWins || folder.Mapping is not { } file)
        {
            return inherited;
        }

        try
        {
            return file.IsAlwaysReported ? null
                : file.Problem is { } problem ? throw new ImportMappingException(problem)
                : file.IsFolder ? throw new ImportMappingException("It is a folder; expected a file.")
                : ImportMapping.Load(file.Path, definitions);
        }
        catch (ImportMappingException exception)
        {
            failures.Add(new FileFailure(folder.Name(file.Name), $"{exception.Message} Files that depend on it were not read."));
            return null;
        }
    }

    private RowSource? Find(ImportFolder folder, ImportFileDefinition definition, ImportMapping mapping)
    {
        try
        {
            return folder.Find(definition, mapping);
        }
        catch (ImportFolderException exception)
        {
            failures.Add(exception.Failure);
            return null;
        }
    }
}
