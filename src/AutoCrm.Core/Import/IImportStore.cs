using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Import;

/// <summary>Stores the rows of imported files.</summary>
public interface IImportStore
{
    /// <summary>Begins the transaction of one file. Changes are invisible to others until it commits; disposing without committing rolls back.</summary>
    Task<IImportTransaction> BeginAsync(CancellationToken cancellationToken = default);
}

/// <summary>
/// The transaction of one file. Each method returns the result for each row, in the order of the rows; a row with an existing reference and
/// unchanged content is left as it is, one with changed content is replaced, and its previous version is kept.
/// </summary>
public interface IImportTransaction : IAsyncDisposable
{
    /// <summary>
    /// Stores aggregates, identified by their id. One with an unknown id is added. Domain events that were raised in them are not published.
    /// </summary>
    /// <typeparam name="T">The aggregate, which must be registered.</typeparam>
    /// <param name="aggregates">The aggregates as the rows say. An id may stand several times; each row meets what the one before it has left.</param>
    /// <param name="merge">
    /// Returns what becomes of a stored aggregate, the first argument, by what the row says, the second: the first one, changed, where it holds what
    /// no file speaks of, or the second one, which replaces it; <see langword="null"/> where nothing changes. It must not change what it answers
    /// with <see langword="null"/>.
    /// </param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="ArgumentException"><paramref name="merge"/> returns an aggregate of another id.</exception>
    /// <exception cref="DomainException">A unique column would hold a value twice (<c>unique-index</c>); the transaction is to be given up.</exception>
    Task<IReadOnlyList<UpsertResult>> UpsertAsync<T>(IReadOnlyList<T> aggregates, Func<T, T, T?> merge, CancellationToken cancellationToken = default)
        where T : AggregateRoot;

    /// <summary>Stores source records. New and replaced records make their customer stale.</summary>
    Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<SourceRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Stores vehicle records.</summary>
    Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<VehicleRecord> vehicles, CancellationToken cancellationToken = default);

    /// <summary>Stores events; one with an unknown source record is not stored and returned as <see cref="UpsertResult.UnknownReference"/>.</summary>
    Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<CustomerEvent> events, CancellationToken cancellationToken = default);

    /// <summary>Commits all changes and ends the transaction.</summary>
    Task CommitAsync(CancellationToken cancellationToken = default);
}
