using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Source records from their rows.</summary>
internal sealed class RelationalSourceRecords(RelationalDatabase database, RelationalUnitOfWork unitOfWork) : ISourceRecordStore
{
    public async Task<UpsertResult> PutAsync(SourceRecord record, CancellationToken cancellationToken = default)
    {
        record = StoredForm.Of(record);
        var known = await database.ReadAsync(session => FindKnownAsync(session, record), cancellationToken).ConfigureAwait(false);
        return known.IsErased ? UpsertResult.Erased : unitOfWork.Put(record, known.Record, known.Previous);
    }

    public Task EraseAsync(PersonalDataErasure erasure, CancellationToken cancellationToken = default)
    {
        unitOfWork.Erase(erasure);
        return Task.CompletedTask;
    }

    public async Task<AssignedRecord?> FindAsync(SourceRef source, CancellationToken cancellationToken = default) =>
        unitOfWork.FindAssigned(
            source, await database.ReadAsync(session => RecordQueries.FindAsync(session, source), cancellationToken).ConfigureAwait(false));

    public Task<IReadOnlyList<SourceRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => ReplacedRows.ListRecordVersionsAsync(session, source), cancellationToken);

    public Task<IReadOnlyList<SourceRecord>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => RecordQueries.ListByCustomerAsync(session, customer), cancellationToken);

    public Task<IReadOnlyList<AssignedRecord>> ListByNameKeyAsync(string nameKey, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => RecordQueries.ListByNameKeyAsync(session, nameKey), cancellationToken);

    public Task AssignAsync(IReadOnlyCollection<RecordAssignment> assignments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assignments);
        foreach (var assignment in assignments)
        {
            unitOfWork.Assign(assignment);
        }

        return Task.CompletedTask;
    }

    public IAsyncEnumerable<AssignedRecord> StreamAsync(CancellationToken cancellationToken = default) =>
        database.StreamAsync(RecordQueries.StreamAsync, cancellationToken);

    public IAsyncEnumerable<CustomerRecords> StreamByCustomerAsync(CustomerRange range, CancellationToken cancellationToken = default) =>
        database.StreamAsync(session => RecordQueries.StreamByCustomerAsync(session, range), cancellationToken);

    /// <summary>What is known of a record: itself, its previous versions, and whether it was erased.</summary>
    private static async ValueTask<KnownRecord> FindKnownAsync(StoreSession session, SourceRecord record)
    {
        var (source, erased) = (record.Source, ErasedReference.Of(record.Source));
        if (await session.Systems.FindAsync(source.System).ConfigureAwait(false) is not { } system)
        {
            return new KnownRecord(null, [], IsErased: false);
        }

        var find = RecordQueries.Select(session, system, source.Key);
        var findErased = RecordQueries.SelectNumber(session, system, erased.Key);
        var previous = new ReplacedRows(session).Select(ReplacedRows.Record, system, source.Key);
        await session.SendLastAsync(find, findErased, previous).ConfigureAwait(false);
        if ((await RecordQueries.ReadAsync(session, find).ConfigureAwait(false)).FirstOrDefault() is not { } known)
        {
            return new KnownRecord(null, [], await findErased.ReadNumberAsync().ConfigureAwait(false) is not null);
        }

        return new KnownRecord(known.Record, await ReplacedRows.ReadAsync<SourceRecord>(previous).ConfigureAwait(false), IsErased: false);
    }

    private sealed record KnownRecord(SourceRecord? Record, IReadOnlyList<SourceRecord> Previous, bool IsErased);
}
