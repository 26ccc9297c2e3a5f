using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>The way in which identity resolution stores what it found for the whole base.</summary>
public interface IIdentityBulkStore
{
    /// <summary>Begins a transaction of its own; nothing is seen by others until it commits, and disposing without committing rolls back.</summary>
    Task<IIdentityTransaction> BeginAsync(CancellationToken cancellationToken = default);
}

/// <summary>What one run of identity resolution stores, all or nothing.</summary>
public interface IIdentityTransaction : IAsyncDisposable
{
    /// <summary>Stores which customers records are part of. A record whose customer changes makes both customers stale.</summary>
    Task AssignAsync(IReadOnlyList<RecordAssignment> assignments, CancellationToken cancellationToken = default);

    /// <summary>Stores decisions; a merge also leads the absorbed customer's id to the survivor.</summary>
    Task AppendAsync(IReadOnlyList<LineageEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>
    /// The customers with a record that was added, replaced or assigned since they were last described, with all their
    /// records, in the order of their ids. Customers may be described while this is read.
    /// </summary>
    IAsyncEnumerable<CustomerRecords> StreamStaleAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores who customers are; one that is new is made, and one whose personal data was erased is left as it is.</summary>
    Task ApplyAsync(IReadOnlyList<(Id<Customer> Customer, GoldenRecord GoldenRecord)> descriptions, CancellationToken cancellationToken = default);

    /// <summary>Makes everything visible, and ends the transaction.</summary>
    Task CommitAsync(CancellationToken cancellationToken = default);
}
