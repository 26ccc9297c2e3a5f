using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>
/// The one way in which anything is written: units of work, imports and identity resolution use the same transaction. Each method takes a batch,
/// so that a database across a network pays one round trip a batch and blocks no thread. Disposing without committing rolls back.
/// </summary>
internal interface IStoreTransaction : IAsyncDisposable
{
    ValueTask<IReadOnlyList<UpsertResult>> PutAsync(IReadOnlyList<SourceRecord> records, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<UpsertResult>> PutAsync(IReadOnlyList<VehicleRecord> vehicles, CancellationToken cancellationToken);

    /// <summary>Adds aggregates, and merges those that are stored already.</summary>
    ValueTask<IReadOnlyList<UpsertResult>> UpsertAsync<T>(IReadOnlyList<T> aggregates, Func<T, T, T?> merge, CancellationToken cancellationToken)
        where T : AggregateRoot;

    ValueTask<IReadOnlyList<UpsertResult>> AppendAsync(IReadOnlyList<CustomerEvent> events, CancellationToken cancellationToken);

    ValueTask AssignAsync(IReadOnlyList<RecordAssignment> assignments, CancellationToken cancellationToken);

    ValueTask AppendAsync(IReadOnlyList<LineageEntry> entries, CancellationToken cancellationToken);

    /// <summary>Resolves the ids of customers that were absorbed in merges to their survivors.</summary>
    ValueTask RedirectAsync(IReadOnlyList<LineageEntry> merges, CancellationToken cancellationToken);

    /// <summary>Erases personal data.</summary>
    /// <exception cref="ConcurrencyException">The customers of one have other records by now.</exception>
    ValueTask EraseAsync(IReadOnlyList<PersonalDataErasure> erasures, CancellationToken cancellationToken);

    /// <summary>Adds, updates and deletes aggregates.</summary>
    /// <exception cref="ConcurrencyException">One is not stored as it was read.</exception>
    /// <exception cref="DomainException">A unique column would hold a value twice.</exception>
    ValueTask StoreAsync(IReadOnlyList<AggregateChange> changes, CancellationToken cancellationToken);

    ValueTask PublishAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken);

    /// <summary>Notes that messages were received.</summary>
    /// <exception cref="ConcurrencyException">The consumer has received one already.</exception>
    ValueTask ReceiveAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken);

    /// <summary>The customers whose golden record is out of date, as this transaction sees them.</summary>
    IAsyncEnumerable<CustomerRecords> StreamStaleAsync(CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<AppliedGoldenRecord>> ApplyAsync(
        IReadOnlyList<(Id<Customer> Customer, GoldenRecord GoldenRecord)> goldenRecords, CancellationToken cancellationToken);

    ValueTask CommitAsync(CancellationToken cancellationToken);
}
