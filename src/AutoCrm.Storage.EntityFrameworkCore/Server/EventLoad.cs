using System.Data.Common;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>
/// Appends events by the million. New ones are held back and loaded together, in the order of their numbers: so the events of a record lie together in the
/// table, in whatever order they came, and histories are read in runs. Those whose reference is known are told from it by their hash, and only changed ones
/// are read.
/// </summary>
internal sealed class EventLoad(ServerSession session, EventKinds kinds)
{
    private const string Staged = "staged_events";

    private const string Savepoint = "events";

    /// <summary>How many bytes of rows are held back: those of some 300,000 events.</summary>
    private const int MostSpooled = 64 << 20;

    private const int MostAtOnce = 1_000;

    private static readonly IReadOnlyList<RelationalColumn> Columns = [new("event_no", ColumnType.Integer), .. TableColumns.Event];

    private static readonly IReadOnlyList<RelationalColumn> StagedColumns =
        [.. TableColumns.Of("ordinal, record_system_no, record_key", integers: "ordinal, record_system_no"), .. TableColumns.Event];

    private static readonly IReadOnlyList<RelationalColumn> RecordKeys = TableColumns.Of("record_no, key", integers: "record_no");

    private readonly EventColumns columns = new(session, kinds);
    private readonly TableWriter writer = new(session);
    private readonly HashSet<SourceRef> held = [];
    private readonly EventSpool spool = new();
    private readonly Dictionary<string, bool> hasEvents = [];

    /// <summary>Hashes of the references loaded so far, of systems without events before.</summary>
    private readonly HashSet<long> loaded = [];

    public async ValueTask<IReadOnlyList<UpsertResult>> AppendAsync(IReadOnlyList<CustomerEvent> events, Func<string, bool> hasErased)
    {
        if (spool.Length > MostSpooled || events.Any(customerEvent => held.Contains(customerEvent.Source)))
        {
            await FlushAsync().ConfigureAwait(false);
        }

        var records = new RecordBatch(session);
        records.Add(events.Select(customerEvent => customerEvent.Record));
        SourceRef[] sources = [.. events.Select(customerEvent => customerEvent.Source).Distinct()];
        SourceRef[] asked = [.. await ListMaybeKnownAsync(sources).ConfigureAwait(false)];
        var (selectRecords, selectHashes) = (records.SelectHashes(), SelectHashes(asked));
        await session.SendAsync(selectRecords, selectHashes).ConfigureAwait(false);
        await records.ReadHashesAsync(selectRecords).ConfigureAwait(false);
        var hashes = new Dictionary<SourceRef, long?>();
        while (await selectHashes.ReadAsync().ConfigureAwait(false))
        {
            hashes[asked[(int)selectHashes.Int64(0)]] = selectHashes.IsNull(1) ? null : selectHashes.Int64(1);
        }

        RecordState[] unknown = [.. records.All.Where(state => !state.Exists && hasErased(state.Source.System))];
        if (unknown.Length > 0)
        {
            await RecordBatch.ReadErasedAsync(records.SelectErased(unknown), unknown).ConfigureAwait(false);
        }

        var results = new UpsertResult[events.Count];
        var changed = new List<int>();
        for (var i = 0; i < results.Length; i++)
        {
            var next = events[i];
            if (!records[next.Record].Exists)
            {
                results[i] = records[next.Record].IsErased ? UpsertResult.Erased : UpsertResult.UnknownReference;
            }
            else if (hashes.TryGetValue(next.Source, out var hash))
            {
                results[i] = UpsertResult.Unchanged;
                if (hash != EventBatch.HashOf(columns, next))
                {
                    changed.Add(i);
                }
            }
            else if (held.Add(next.Source))
            {
                spool.Add(records[next.Record], next, columns);
                results[i] = UpsertResult.Added;
            }
            else
            {
                changed.Add(i);
            }
        }

        if (changed.Count > 0)
        {
            if (changed.Exists(i => held.Contains(events[i].Source)))
            {
                await FlushAsync().ConfigureAwait(false);
            }

            var replaced = await AppendOneByOneAsync([.. changed.Select(i => events[i])]).ConfigureAwait(false);
            for (var i = 0; i < replaced.Count; i++)
            {
                results[changed[i]] = replaced[i];
            }
        }

        return results;
    }

    /// <summary>Loads what is held back.</summary>
    public async ValueTask FlushAsync()
    {
        if (spool.Count == 0)
        {
            return;
        }

        var lastEvents = await LockRecordsAsync().ConfigureAwait(false);
        session.Enqueue(new ServerCommand($"SAVEPOINT {Savepoint}", []));
        try
        {
            await session.LoadAsync("events", Columns, load => spool.WriteNumberedAsync(load, lastEvents, session.Token)).ConfigureAwait(false);
            session.Enqueue(new ServerCommand($"RELEASE SAVEPOINT {Savepoint}", []));
            await MarkStaleAsync().ConfigureAwait(false);
        }
        catch (DbException exception) when (session.Dialect.Classify(exception) == RelationalError.DuplicateKey)
        {
            // Another transaction has added an event with one of the references meanwhile, so that all are held against what is stored once more.
            await session.RollbackToAsync(Savepoint).ConfigureAwait(false);
            await AppendAgainAsync().ConfigureAwait(false);
        }

        loaded.UnionWith(held.Where(source => !hasEvents[source.System]).Select(HashOf));
        spool.Clear();
        held.Clear();
    }

    /// <summary>
    /// Locks the records that get events in the order of their numbers, so that none gets another one before these are numbered. Records that were erased
    /// meanwhile are left out, and so are their events.
    /// </summary>
    /// <returns>By record the number of its latest event.</returns>
    private async ValueTask<Dictionary<long, long>> LockRecordsAsync()
    {
        var rows = new RowList(RecordKeys);
        foreach (var record in spool.Records)
        {
            rows.Bind(1, record.Number);
            rows.BindText(2, record.Key);
            rows.EndRow();
        }

        var from = $"FROM {rows.Text(session.Dialect)} JOIN source_records t ON t.record_no = q.record_no AND t.key = q.key";
        var locked = session.PrepareOnServer($"SELECT t.record_no {from} ORDER BY t.record_no{session.Dialect.LockRows}").BindRows(rows);
        var last = session.PrepareOnServer(
            $"SELECT t.record_no, (SELECT max(e.event_no) FROM events e WHERE e.event_no BETWEEN t.record_no * {EventColumns.Places} " +
            $"AND t.record_no * {EventColumns.Places} + {EventColumns.LastPlace}) {from}").BindRows(rows);
        await session.SendAsync(locked, last).ConfigureAwait(false);
        var lastEvents = new Dictionary<long, long>(rows.Count);
        while (await last.ReadAsync().ConfigureAwait(false))
        {
            var number = last.Int64(0);
            lastEvents[number] = last.IsNull(1) ? number * EventColumns.Places : last.Int64(1);
        }

        return lastEvents;
    }

    private async ValueTask MarkStaleAsync()
    {
        var rows = new RowList(RecordKeys);
        foreach (var record in spool.Records.Where(record => record.HasConsents))
        {
            rows.Bind(1, record.Number);
            rows.BindText(2, record.Key);
            rows.EndRow();
        }

        if (rows.Count > 0)
        {
            await session.PrepareOnServer(session.Dialect.InsertMissing(
                $"INSERT INTO stale_customers (customer_id) SELECT DISTINCT t.customer_id FROM {rows.Text(session.Dialect)} " +
                "JOIN source_records t ON t.record_no = q.record_no AND t.key = q.key WHERE t.customer_id IS NOT NULL ORDER BY t.customer_id"))
                .BindRows(rows).EnqueueAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Appends what is held back with all versions of the references read: the rows are read back from a temporary table, some at a time.</summary>
    private async ValueTask AppendAgainAsync()
    {
        session.Enqueue(new ServerCommand(session.Dialect.CreateTemporaryTable(Staged, StagedColumns), []));
        await session.LoadAsync(Staged, StagedColumns, load => spool.WriteAsync(load, session.Token)).ConfigureAwait(false);
        var after = -1L;
        while (true)
        {
            var select = session.PrepareOnServer(
                $"SELECT s.ordinal, s.record_system_no, s.record_key, {Parameters.Of("s", EventColumns.Names)} FROM {Staged} s WHERE s.ordinal > $1 ORDER BY s.ordinal LIMIT {MostAtOnce}");
            select.Bind(1, after);
            var again = new List<CustomerEvent>(MostAtOnce);
            while (await select.ReadAsync().ConfigureAwait(false))
            {
                after = select.Int64(0);
                again.Add(columns.Read(select, 3, new SourceRef(session.Systems.NameOf(select.Int64(1)), select.Text(2))));
            }

            if (again.Count == 0)
            {
                session.Enqueue(new ServerCommand($"DROP TABLE {Staged}", []));
                return;
            }

            await AppendOneByOneAsync(again).ConfigureAwait(false);
        }
    }

    /// <summary>Appends events whose references may be known, with all their versions read.</summary>
    private async ValueTask<IReadOnlyList<UpsertResult>> AppendOneByOneAsync(IReadOnlyList<CustomerEvent> events)
    {
        var records = new RecordBatch(session);
        records.Add(events.Select(customerEvent => customerEvent.Record));
        var batch = new EventBatch(session, kinds, records);
        SourceRef[] sources = [.. events.Select(customerEvent => customerEvent.Source).Distinct()];
        var (locked, erased, last) = (records.SelectLocked(records.All), records.SelectErased(records.All), records.SelectLastEvents(records.All));
        var (current, superseded) = (batch.Select(sources, areSuperseded: false), batch.Select(sources, areSuperseded: true));
        await session.SendAsync(locked, erased, last, current, superseded).ConfigureAwait(false);
        await RecordBatch.ReadLockedAsync(locked, records.All).ConfigureAwait(false);
        await RecordBatch.ReadErasedAsync(erased, records.All).ConfigureAwait(false);
        await RecordBatch.ReadLastEventsAsync(last, records.All).ConfigureAwait(false);
        await batch.ReadAsync(current, sources).ConfigureAwait(false);
        await batch.ReadAsync(superseded, sources).ConfigureAwait(false);
        UpsertResult[] results = [.. events.Select(batch.Append)];
        await batch.EnqueueAsync(writer).ConfigureAwait(false);
        await records.EnqueueChangesAsync(writer).ConfigureAwait(false);
        await session.FlushAsync().ConfigureAwait(false);
        return results;
    }

    /// <summary>
    /// The references of which an event may be stored: all of systems that had events when this load met them first, and of the others those it has loaded
    /// itself. What others add to those meanwhile comes to light when the rows are loaded.
    /// </summary>
    private async ValueTask<IEnumerable<SourceRef>> ListMaybeKnownAsync(SourceRef[] sources)
    {
        foreach (var system in sources.Select(source => source.System).Distinct())
        {
            if (!hasEvents.ContainsKey(system))
            {
                var select = session.Prepare("SELECT 1 FROM events WHERE system_no = $1 AND superseded_at IS NULL LIMIT 1");
                select.Bind(1, session.Systems.NumberOf(system));
                hasEvents[system] = await select.ReadNumberAsync().ConfigureAwait(false) is not null;
            }
        }

        return sources.Where(source => hasEvents[source.System] || loaded.Contains(HashOf(source)));
    }

    private static long HashOf(SourceRef source) => HashCode64.Of(source.System, source.Key);

    private ServerStatement SelectHashes(SourceRef[] sources)
    {
        var rows = EventBatch.References(session, sources);
        return session.PrepareOnServer(
            $"SELECT q.ordinal, e.content_hash FROM {rows.Text(session.Dialect)} JOIN events e ON e.system_no = q.system_no AND e.key = q.key AND e.superseded_at IS NULL").BindRows(rows);
    }
}
