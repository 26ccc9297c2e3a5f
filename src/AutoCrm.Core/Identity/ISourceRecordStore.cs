using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Identity;

/// <summary>The source records of all systems, and which customer each is part of. Changes are stored when the unit of work commits.</summary>
public interface ISourceRecordStore
{
    /// <summary>
    /// Records a source record. One that is known with other content is replaced and kept as a previous version; one that the source changed before
    /// the stored one is kept as a previous version itself.
    /// </summary>
    /// <exception cref="ArgumentException">The record has no source.</exception>
    Task<UpsertResult> PutAsync(SourceRecord record, CancellationToken cancellationToken = default);

    /// <summary>The record with this reference as it will be when this scope commits, or <see langword="null"/>.</summary>
    Task<AssignedRecord?> FindAsync(SourceRef source, CancellationToken cancellationToken = default);

    /// <summary>What the record said before it was replaced, the latest first.</summary>
    Task<IReadOnlyList<SourceRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default);

    /// <summary>The records that are part of a customer, ordered by reference. The id is taken as it is; merged customers have none.</summary>
    Task<IReadOnlyList<SourceRecord>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default);

    /// <summary>The records whose name has this key (see <see cref="NameKey"/>), ordered by reference.</summary>
    Task<IReadOnlyList<AssignedRecord>> ListByNameKeyAsync(string nameKey, CancellationToken cancellationToken = default);

    /// <summary>Notes which customer records are part of.</summary>
    Task AssignAsync(IReadOnlyCollection<RecordAssignment> assignments, CancellationToken cancellationToken = default);

    /// <summary>All records, ordered by reference. Memory does not grow with their number.</summary>
    IAsyncEnumerable<AssignedRecord> StreamAsync(CancellationToken cancellationToken = default);

    /// <summary>All customers of a range with their records, in the order of their ids. Memory does not grow with their number.</summary>
    IAsyncEnumerable<CustomerRecords> StreamByCustomerAsync(CustomerRange range, CancellationToken cancellationToken = default);
}
