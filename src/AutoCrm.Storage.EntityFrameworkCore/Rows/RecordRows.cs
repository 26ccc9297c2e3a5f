using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Writes source records and whose they are.</summary>
internal sealed class RecordRows
{
    private readonly StoreSession session;
    private readonly ReplacedRows replaced;
    private readonly SqlStatement insert;
    private readonly SqlStatement find;
    private readonly SqlStatement update;
    private readonly SqlStatement assign;
    private readonly SqlStatement markStale;
    private readonly Dictionary<long, bool> hasErased = [];

    public RecordRows(StoreSession session)
    {
        this.session = session;
        replaced = new ReplacedRows(session);
        insert = session.Prepare(
            $"INSERT INTO source_records (system_no, key, known_since, first_recorded_at, {RecordColumns.Names}) " +
            $"VALUES ({Parameters.From(1, 4 + RecordColumns.Count)}) ON CONFLICT DO NOTHING");
        find = session.Prepare(
            $"SELECT record_no, customer_id, known_since, {RecordColumns.Names} FROM source_records WHERE system_no = $1 AND key = $2");
        update = session.Prepare(
            $"UPDATE source_records SET known_since = $1, {Parameters.Assign(RecordColumns.Names, 2)} WHERE record_no = ${2 + RecordColumns.Count}");
        assign = session.Prepare("UPDATE source_records SET customer_id = $1 WHERE record_no = $2");
        markStale = session.Prepare("INSERT INTO stale_customers (customer_id) VALUES ($1) ON CONFLICT DO NOTHING");
    }

    public async ValueTask<UpsertResult> PutAsync(SourceRecord record)
    {
        var system = session.Systems.NumberOf(record.Source.System);
        if (await HasErasedAsync(system).ConfigureAwait(false) && await ErasureRows.IsErasedAsync(session, record.Source).ConfigureAwait(false) && !await ExistsAsync(system, record.Source.Key).ConfigureAwait(false))
        {
            return UpsertResult.Erased;
        }

        insert.Bind(1, system);
        insert.BindText(2, record.Source.Key);
        insert.Bind(3, record.KnownAt);
        insert.Bind(4, record.RecordedAt);
        RecordColumns.Bind(insert, 5, record);
        return await insert.ExecuteAsync().ConfigureAwait(false) == 1 ? UpsertResult.Added : await ReplaceAsync(system, record).ConfigureAwait(false);
    }

    /// <summary>Whether the personal data of any record of a system was erased; asked once, so that a system without such records pays nothing for a row.</summary>
    private async ValueTask<bool> HasErasedAsync(long system)
    {
        if (!hasErased.TryGetValue(system, out var found))
        {
            var select = session.Prepare("SELECT 1 FROM source_records WHERE system_no = $1 AND key >= 'erased-' AND key < 'erased.' LIMIT 1");
            select.Bind(1, system);
            hasErased[system] = found = await select.ReadNumberAsync().ConfigureAwait(false) is not null;
        }

        return found;
    }

    private async ValueTask<bool> ExistsAsync(long system, string key)
    {
        var found = await FindAsync(system, key).ConfigureAwait(false);
        find.Reset();
        return found;
    }

    public async ValueTask AssignAsync(RecordAssignment assignment)
    {
        if (await session.Systems.FindAsync(assignment.Record.System).ConfigureAwait(false) is not { } system || !await FindAsync(system, assignment.Record.Key).ConfigureAwait(false))
        {
            throw assignment.CreateUnknownRecordException();
        }

        var recordNo = find.Int64(0);
        var former = find.IdOrNull<Customer>(1);
        find.Reset();
        if (former == assignment.Customer)
        {
            return;
        }

        if (assignment.IsClaim && former is { } owner)
        {
            throw assignment.CreateClaimException(owner);
        }

        assign.Bind(1, assignment.Customer);
        assign.Bind(2, recordNo);
        await assign.EnqueueAsync().ConfigureAwait(false);
        await MarkStaleAsync(assignment.Customer).ConfigureAwait(false);
        if (former is { } left)
        {
            await MarkStaleAsync(left).ConfigureAwait(false);
        }
    }

    private async ValueTask<UpsertResult> ReplaceAsync(long system, SourceRecord record)
    {
        await FindAsync(system, record.Source.Key).ConfigureAwait(false);
        var recordNo = find.Int64(0);
        var customer = find.IdOrNull<Customer>(1);
        var knownSince = find.Instant(2);
        var known = RecordColumns.Read(find, 3, record.Source);
        find.Reset();
        var next = StoredForm.Of(record);
        var result = VersionRules.Decide(
            known, await replaced.ListAsync<SourceRecord>(ReplacedRows.Record, system, record.Source.Key).ConfigureAwait(false), next);
        if (result == UpsertResult.Unchanged)
        {
            return result;
        }

        knownSince = Instant.Min(knownSince, next.KnownAt);
        if (result == UpsertResult.Outdated)
        {
            await replaced.KeepAsync(ReplacedRows.Record, system, record.Source.Key, next).ConfigureAwait(false);
            var since = session.Prepare("UPDATE source_records SET known_since = $1 WHERE record_no = $2");
            since.Bind(1, knownSince);
            since.Bind(2, recordNo);
            await since.EnqueueAsync().ConfigureAwait(false);
            return result;
        }

        await replaced.KeepAsync(ReplacedRows.Record, system, record.Source.Key, known).ConfigureAwait(false);
        update.Bind(1, knownSince);
        RecordColumns.Bind(update, 2, next);
        update.Bind(2 + RecordColumns.Count, recordNo);
        await update.EnqueueAsync().ConfigureAwait(false);
        if (customer is { } described)
        {
            await MarkStaleAsync(described).ConfigureAwait(false);
        }

        return result;
    }

    private ValueTask<bool> FindAsync(long system, string key)
    {
        find.Bind(1, system);
        find.BindText(2, key);
        return find.ReadAsync();
    }

    private ValueTask MarkStaleAsync(Id<Customer> customer)
    {
        markStale.Bind(1, customer);
        return markStale.EnqueueAsync();
    }
}
