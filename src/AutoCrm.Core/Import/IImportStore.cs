using AutoCrm.Identity;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Import;

/// <summary>The way in which import stores the rows of a file.</summary>
public interface IImportStore
{
    /// <summary>Begins the transaction of one file; nothing is seen by others until it commits, and disposing without committing rolls back.</summary>
    Task<IImportTransaction> BeginAsync(CancellationToken cancellationToken = default);
}

/// <summary>
/// The rows of one file, all or nothing. Each method answers what became of each row, in the order given; a reference that is
/// known and says the same is left as it is, one that says something else is replaced and what it said is kept.
/// </summary>
public interface IImportTransaction : IAsyncDisposable
{
    /// <summary>Stores outlets by their code.</summary>
    Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<Outlet> outlets, CancellationToken cancellationToken = default);

    /// <summary>Stores source records. New and replaced ones make their customer stale.</summary>
    Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<SourceRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Stores vehicles as their system knows them.</summary>
    Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<VehicleRecord> vehicles, CancellationToken cancellationToken = default);

    /// <summary>Stores events; one whose source record is not known is not stored and answered as <see cref="UpsertResult.UnknownReference"/>.</summary>
    Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<CustomerEvent> events, CancellationToken cancellationToken = default);

    /// <summary>Makes everything visible, and ends the transaction.</summary>
    Task CommitAsync(CancellationToken cancellationToken = default);
}
