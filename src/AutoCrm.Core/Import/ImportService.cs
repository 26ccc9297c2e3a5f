using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>
/// Reads a folder of interchange files into the store: <c>outlets</c>, then of each system in the order of their names
/// <c>customers</c>, <c>vehicles</c> and <c>events</c>. Reading the same files again changes nothing. A row that cannot be used
/// is refused and the others go on; a file that cannot be read at all leaves the store as it was before that file.
/// </summary>
public sealed class ImportService
{
    private readonly IReadOnlyList<IRowReader> readers;
    private readonly IImportStore store;
    private readonly IReadRepository<Outlet> outlets;
    private readonly EventKinds kinds;
    private readonly IClock clock;
    private readonly string defaultCountry;

    /// <summary>Is made by the host's container.</summary>
    /// <param name="readers">The readers of file formats.</param>
    /// <param name="store">Where the rows go.</param>
    /// <param name="outlets">The outlets known so far.</param>
    /// <param name="kinds">The kinds of events the host knows.</param>
    /// <param name="clock">Tells when a row was recorded.</param>
    /// <param name="defaultCountry">ISO 3166-1 alpha-2 of the country whose habits apply to phone numbers of records that name no country.</param>
    public ImportService(
        IEnumerable<IRowReader> readers,
        IImportStore store,
        IReadRepository<Outlet> outlets,
        EventKinds kinds,
        IClock clock,
        string defaultCountry)
    {
        this.readers = [.. readers];
        this.store = store;
        this.outlets = outlets;
        this.kinds = kinds;
        this.clock = clock;
        this.defaultCountry = defaultCountry;
    }

    /// <summary>Reads a folder of interchange files into the store.</summary>
    /// <param name="directory">The folder, which holds <c>outlets</c> and one folder per source system.</param>
    /// <param name="options">What is special to this import.</param>
    /// <param name="progress">Is told how far it has come, after each batch of rows.</param>
    /// <param name="cancellationToken">Ends the import. Files read to their end by then are stored, the current one is not.</param>
    /// <returns>What became of the rows of each file.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    /// <exception cref="ImportMappingException">The mapping of <paramref name="options"/> cannot be followed.</exception>
    public async Task<ImportReport> ImportAsync(
        string directory, ImportOptions? options = null, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        options ??= new ImportOptions();
        options.Validate();
        options.Mapping?.Validate();
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"There is no folder '{directory}' to import; give one that holds outlets.csv and a folder per source system.");
        }

        var known = new KnownOutlets(await outlets.ListAsync(new AllOutletsSpec(), cancellationToken).ConfigureAwait(false));
        var run = new ImportRun(readers, store, options, progress, new ImportScope
        {
            System = "",
            Mapping = ImportMapping.None,
            Times = new FieldTimes(ImportMapping.None),
            Outlets = known,
            Kinds = kinds,
            DefaultCurrency = options.DefaultCurrency is { } code ? Currency.Of(code) : null,
            DefaultCountry = defaultCountry,
            RecordedAt = FieldTimes.Truncate(clock.GetCurrentInstant()),
        });
        return await run.ReadAsync(directory, cancellationToken).ConfigureAwait(false);
    }
}
