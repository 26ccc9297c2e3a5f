using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Identity;

/// <summary>The source records of all systems, and the customer each is assigned to. Changes are stored when the unit of work commits.</summary>
public interface ISourceRecordStore
{
    /// <summary>
    /// Records a source record. One that is known with other content is replaced and kept as a previous version; one that the source changed before
    /// the stored one is kept as a previous version itself. One whose personal data was erased is not stored (<see cref="UpsertResult.Erased"/>).
    /// </summary>
    /// <exception cref="ArgumentException">The record has no source.</exception>
    Task<UpsertResult> PutAsync(SourceRecord record, CancellationToken cancellationToken = default);

    /// <summary>The record with this reference as it will be when this scope commits, or <see langword="null"/>.</summary>
    Task<AssignedRecord?> FindAsync(SourceRef source, CancellationToken cancellationToken = default);

    /// <summary>Lists the previous versions of a record, latest first.</summary>
    Task<IReadOnlyList<SourceRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default);

    /// <summary>Lists the records assigned to a customer, ordered by reference. The id is not resolved; merged customers have no records.</summary>
    Task<IReadOnlyList<SourceRecord>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default);

    /// <summary>Lists the records whose name has this key (see <see cref="NameKey"/>), ordered by reference.</summary>
    Task<IReadOnlyList<AssignedRecord>> ListByNameKeyAsync(string nameKey, CancellationToken cancellationToken = default);

    /// <summary>Assigns records to customers.</summary>
    Task AssignAsync(IReadOnlyCollection<RecordAssignment> assignments, CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases personal data when the unit of work commits: that of records, their previous versions and events, of decisions, assessments and messages, and of
    /// the vehicles named. Hosts call <c>crm.Privacy.EraseAsync</c>, which erases the rest, too.
    /// </summary>
    Task EraseAsync(PersonalDataErasure erasure, CancellationToken cancellationToken = default);

    /// <summary>Streams all records, ordered by reference. Memory use does not grow with their number.</summary>
    IAsyncEnumerable<AssignedRecord> StreamAsync(CancellationToken cancellationToken = default);

    /// <summary>Streams the customers of a range with their records, ordered by id. Memory use does not grow with their number.</summary>
    IAsyncEnumerable<CustomerRecords> StreamByCustomerAsync(CustomerRange range, CancellationToken cancellationToken = default);
}
