using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Source records from their rows.</summary>
internal sealed class RelationalSourceRecords(RelationalDatabase database, RelationalUnitOfWork unitOfWork) : ISourceRecordStore
{
    public async Task<UpsertResult> PutAsync(SourceRecord record, CancellationToken cancellationToken = default)
    {
        record = StoredForm.Of(record);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var known = RecordQueries.Find(session, record.Source)?.Record;
        if (known is null && ErasureRows.IsErased(session, record.Source))
        {
            return UpsertResult.Erased;
        }

        return unitOfWork.Put(
            record, known, () => ReplacedRows.RecordVersions(session, record.Source));
    }

    public Task EraseAsync(PersonalDataErasure erasure, CancellationToken cancellationToken = default)
    {
        unitOfWork.Erase(erasure);
        return Task.CompletedTask;
    }

    public async Task<AssignedRecord?> FindAsync(SourceRef source, CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return unitOfWork.FindAssigned(source, RecordQueries.Find(session, source));
    }

    public async Task<IReadOnlyList<SourceRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return ReplacedRows.RecordVersions(session, source);
    }

    public async Task<IReadOnlyList<SourceRecord>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return RecordQueries.OfCustomer(session, customer);
    }

    public async Task<IReadOnlyList<AssignedRecord>> ListByNameKeyAsync(string nameKey, CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return RecordQueries.WithNameKey(session, nameKey);
    }

    public Task AssignAsync(IReadOnlyCollection<RecordAssignment> assignments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assignments);
        foreach (var assignment in assignments)
        {
            unitOfWork.Assign(assignment);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<AssignedRecord> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var assigned in RecordQueries.Stream(session))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return assigned;
        }
    }

    public async IAsyncEnumerable<CustomerRecords> StreamByCustomerAsync(
        CustomerRange range, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var customer in RecordQueries.StreamByCustomer(session, range))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return customer;
        }
    }
}
