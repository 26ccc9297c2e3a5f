using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>Stores the results of identity resolution for the whole base.</summary>
public interface IIdentityBulkStore
{
    /// <summary>Begins a separate transaction. Changes are invisible to others until it commits; disposing without committing rolls back.</summary>
    Task<IIdentityTransaction> BeginAsync(CancellationToken cancellationToken = default);
}

/// <summary>The transaction of one run of identity resolution.</summary>
public interface IIdentityTransaction : IAsyncDisposable
{
    /// <summary>Stores assignments of records to customers. A record whose customer changes makes both customers stale.</summary>
    Task AssignAsync(IReadOnlyList<RecordAssignment> assignments, CancellationToken cancellationToken = default);

    /// <summary>Stores decisions; a merge also redirects the id of the absorbed customer to the survivor.</summary>
    Task AppendAsync(IReadOnlyList<LineageEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams the stale customers: those with a record added, replaced or assigned since their golden record was last stored, with all their
    /// records, ordered by id. Golden records may be stored while the stream is read.
    /// </summary>
    IAsyncEnumerable<CustomerRecords> StreamStaleAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores golden records. A new customer is created; one whose personal data was erased is left unchanged.</summary>
    /// <returns>For each golden record, in their order, what it did to its customer. The domain events are not published.</returns>
    Task<IReadOnlyList<AppliedGoldenRecord>> ApplyAsync(
        IReadOnlyList<(Id<Customer> Customer, GoldenRecord GoldenRecord)> descriptions, CancellationToken cancellationToken = default);

    /// <summary>Puts messages into the outbox.</summary>
    Task PublishAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken = default);

    /// <summary>Commits all changes and ends the transaction.</summary>
    Task CommitAsync(CancellationToken cancellationToken = default);
}

/// <summary>What a golden record did to its customer.</summary>
/// <param name="IsNew">Whether the customer was created.</param>
/// <param name="Events">The domain events that the customer raised.</param>
public readonly record struct AppliedGoldenRecord(bool IsNew, IReadOnlyList<IDomainEvent> Events);
