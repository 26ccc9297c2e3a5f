using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Writes events. What is new goes in with one statement; only what is known already is read and compared.</summary>
internal sealed class EventRows
{
    private readonly StoreSession session;
    private readonly EventColumns columns;
    private readonly EventVersions versions;
    private readonly SqlStatement insert;
    private readonly SqlStatement findRecord;
    private readonly SqlStatement findLast;
    private readonly SqlStatement supersede;
    private (SourceRef Record, long Number, long LastEvent) latest;

    public EventRows(StoreSession session, EventKinds kinds)
    {
        this.session = session;
        columns = new EventColumns(session, kinds);
        versions = new EventVersions(session, kinds);
        insert = session.Prepare(
            $"INSERT INTO events (event_no, {EventColumns.Names}) VALUES ({Parameters.From(1, EventColumns.Count + 1)}) " +
            "ON CONFLICT (system_no, key) WHERE superseded_at IS NULL DO NOTHING");
        findRecord = session.Prepare($"SELECT record_no FROM source_records WHERE system_no = $1 AND key = $2");
        findLast = session.Prepare("SELECT max(event_no) FROM events WHERE event_no BETWEEN $1 AND $2");
        supersede = session.Prepare("UPDATE events SET superseded_at = $1 WHERE event_no = $2");
    }

    public async ValueTask<UpsertResult> AppendAsync(CustomerEvent customerEvent)
    {
        if (await FindNumberAsync(customerEvent.Record).ConfigureAwait(false) is null)
        {
            return await ErasureRows.IsErasedAsync(session, customerEvent.Record).ConfigureAwait(false) ? UpsertResult.Erased : UpsertResult.UnknownReference;
        }

        return await InsertAsync(customerEvent).ConfigureAwait(false) ? UpsertResult.Added : await ReplaceAsync(customerEvent).ConfigureAwait(false);
    }

    private async ValueTask<UpsertResult> ReplaceAsync(CustomerEvent customerEvent)
    {
        var (system, key) = (session.Systems.NumberOf(customerEvent.Source.System), customerEvent.Source.Key);
        var (number, _, known) = await versions.FindAsync(versions.SelectCurrent(system, key)).ConfigureAwait(false) ?? throw new InvalidOperationException(
            $"Event {customerEvent.Source} could not be stored, and none with its reference is there; the store is damaged.");
        var next = StoredForm.Of(customerEvent);
        if (known.HasSameContentAs(next))
        {
            return UpsertResult.Unchanged;
        }

        var superseded = await versions.ListAsync(versions.SelectSuperseded(system, key)).ConfigureAwait(false);
        var result = VersionRules.Decide(known, superseded.Select(version => version.Event), next);
        switch (result)
        {
            case UpsertResult.Replaced:
                await SupersedeAsync(number, next.RecordedAt).ConfigureAwait(false);
                await InsertAsync(next).ConfigureAwait(false);
                break;
            case UpsertResult.Outdated:
                await KeepAsHistoryAsync(next, known, superseded).ConfigureAwait(false);
                break;
        }

        return result;
    }

    /// <summary>Puts a version recorded earlier between those that were recorded before and after it.</summary>
    private async ValueTask KeepAsHistoryAsync(CustomerEvent next, CustomerEvent known, List<NumberedEvent> superseded)
    {
        var before = superseded.FindLast(version => version.Event.RecordedAt <= next.RecordedAt && version.SupersededAt > next.RecordedAt);
        if (before is not null)
        {
            await SupersedeAsync(before.Number, next.RecordedAt).ConfigureAwait(false);
        }

        var number = NextNumber(next);
        var insertSuperseded = session.Prepare(
            $"INSERT INTO events (event_no, {EventColumns.Names}, superseded_at) VALUES ({Parameters.From(1, EventColumns.Count + 2)})");
        insertSuperseded.Bind(1, number);
        columns.Bind(insertSuperseded, 2, next);
        insertSuperseded.Bind(
            EventColumns.Count + 2,
            superseded.Where(version => version.Event.RecordedAt > next.RecordedAt).Select(version => version.Event.RecordedAt).Append(known.RecordedAt).Min());
        await insertSuperseded.EnqueueAsync().ConfigureAwait(false);
        latest.LastEvent = number;
    }

    private ValueTask SupersedeAsync(long number, Instant at)
    {
        supersede.Bind(1, at);
        supersede.Bind(2, number);
        return supersede.EnqueueAsync();
    }

    /// <summary>The number of a record. Files often hold the events of one customer in a run, so the latest is kept.</summary>
    private async ValueTask<long?> FindNumberAsync(SourceRef record)
    {
        if (latest.Record == record)
        {
            return latest.Number;
        }

        if (await session.Systems.FindAsync(record.System).ConfigureAwait(false) is not { } system)
        {
            return null;
        }

        findRecord.Bind(1, system);
        findRecord.BindText(2, record.Key);
        if (await findRecord.ReadNumberAsync().ConfigureAwait(false) is not { } number)
        {
            return null;
        }

        var first = number << EventColumns.PlaceBits;
        findLast.Bind(1, first);
        findLast.Bind(2, first + EventColumns.LastPlace);
        latest = (record, number, await findLast.ReadNumberAsync().ConfigureAwait(false) ?? first);
        return number;
    }

    /// <summary>Gives the event the next place of the latest record, unless its reference is taken.</summary>
    private async ValueTask<bool> InsertAsync(CustomerEvent customerEvent)
    {
        var next = NextNumber(customerEvent);
        insert.Bind(1, next);
        columns.Bind(insert, 2, customerEvent);
        if (await insert.ExecuteAsync().ConfigureAwait(false) == 0)
        {
            return false;
        }

        latest.LastEvent = next;
        if (customerEvent is ConsentChanged)
        {
            await MarkStaleAsync().ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Makes the golden record of the latest record's customer stale, as consents are part of it.</summary>
    private async ValueTask MarkStaleAsync()
    {
        var mark = session.Prepare(
            "INSERT INTO stale_customers (customer_id) SELECT customer_id FROM source_records WHERE record_no = $1 AND customer_id IS NOT NULL ON CONFLICT DO NOTHING");
        mark.Bind(1, latest.Number);
        await mark.EnqueueAsync().ConfigureAwait(false);
    }

    private long NextNumber(CustomerEvent customerEvent)
    {
        var next = latest.LastEvent + 1;
        return next >> EventColumns.PlaceBits == latest.Number
            ? next
            : throw new InvalidOperationException(
                $"Event {customerEvent.Source} cannot be stored: record {customerEvent.Record} has {EventColumns.LastPlace} events, as many as one record can have.");
    }
}
