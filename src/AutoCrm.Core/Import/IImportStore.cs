using AutoCrm.Identity;
using AutoCrm.Network;
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
    /// <summary>Stores outlets, identified by their code.</summary>
    Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<Outlet> outlets, CancellationToken cancellationToken = default);

    /// <summary>Stores source records. New and replaced records make their customer stale.</summary>
    Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<SourceRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Stores vehicle records.</summary>
    Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<VehicleRecord> vehicles, CancellationToken cancellationToken = default);

    /// <summary>Stores events; one with an unknown source record is not stored and returned as <see cref="UpsertResult.UnknownReference"/>.</summary>
    Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<CustomerEvent> events, CancellationToken cancellationToken = default);

    /// <summary>Commits all changes and ends the transaction.</summary>
    Task CommitAsync(CancellationToken cancellationToken = default);
}
