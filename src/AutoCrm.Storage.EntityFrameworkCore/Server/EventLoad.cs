using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>
/// Appends events by the million. New ones are loaded into a temporary table and go to the table of events together, in the order of their numbers: so the
/// events of a record lie together there, in whatever order they came, and histories are read in runs. Those whose reference is known are told from it by
/// their hash, and only changed ones are read.
/// </summary>
internal sealed class EventLoad(ServerSession session, EventKinds kinds)
{
    private const string Staged = "staged_events";

    /// <summary>Bounds what is kept of the references that are loaded: 16 bytes each.</summary>
    private const int MostStaged = 1_000_000;

    private static readonly IReadOnlyList<RelationalColumn> Place = TableColumns.Of(
        "ordinal, record_no, record_system_no, record_key", integers: "ordinal, record_no, record_system_no");

    private static readonly IReadOnlyList<RelationalColumn> Columns = [.. Place, .. TableColumns.Event];

    private static readonly string EventNames = TableColumns.Names(TableColumns.Event);

    private static readonly string Insert =
        "WITH last AS (SELECT r.record_no, r.record_no * " + EventColumns.Places + " AS first, " +
        $"(SELECT max(e.event_no) FROM events e WHERE e.event_no BETWEEN r.record_no * {EventColumns.Places} AND r.record_no * {EventColumns.Places} + {EventColumns.LastPlace}) AS event_no " +
        $"FROM (SELECT DISTINCT s.record_no, s.record_key FROM {Staged} s) d JOIN source_records r ON r.record_no = d.record_no AND r.key = d.record_key) " +
        $"INSERT INTO events (event_no, {EventNames}) SELECT n.event_no, {TableColumns.Names(TableColumns.Event, "n.")} FROM (SELECT last.first, " +
        $"coalesce(last.event_no, last.first) + row_number() OVER (PARTITION BY s.record_no ORDER BY s.ordinal) AS event_no, {TableColumns.Names(TableColumns.Event, "s.")} " +
        $"FROM {Staged} s JOIN last ON last.record_no = s.record_no) n WHERE n.event_no <= n.first + {EventColumns.LastPlace} ORDER BY n.event_no";

    private readonly EventColumns columns = new(session, kinds);
    private readonly TableWriter writer = new(session);
    private readonly HashSet<SourceRef> staged = [];
    private bool isCreated;
    private bool hasConsents;
    private long ordinal;

    public async ValueTask<IReadOnlyList<UpsertResult>> AppendAsync(IReadOnlyList<CustomerEvent> events, Func<string, bool> hasErased)
    {
        if (staged.Count > MostStaged || events.Any(customerEvent => staged.Contains(customerEvent.Source)))
        {
            await FlushAsync().ConfigureAwait(false);
        }

        var records = new RecordBatch(session);
        records.Add(events.Select(customerEvent => customerEvent.Record));
        SourceRef[] sources = [.. events.Select(customerEvent => customerEvent.Source).Distinct()];
        var (selectRecords, selectHashes) = (records.SelectHashes(), SelectHashes(sources));
        await session.SendAsync(selectRecords, selectHashes).ConfigureAwait(false);
        await records.ReadHashesAsync(selectRecords).ConfigureAwait(false);
        var hashes = new Dictionary<SourceRef, long?>();
        while (await selectHashes.ReadAsync().ConfigureAwait(false))
        {
            hashes[sources[(int)selectHashes.Int64(0)]] = selectHashes.IsNull(1) ? null : selectHashes.Int64(1);
        }

        RecordState[] unknown = [.. records.All.Where(state => !state.Exists && hasErased(state.Source.System))];
        if (unknown.Length > 0)
        {
            await RecordBatch.ReadErasedAsync(records.SelectErased(unknown), unknown).ConfigureAwait(false);
        }

        var results = new UpsertResult[events.Count];
        var (added, changed) = (new List<CustomerEvent>(events.Count), new List<int>());
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
            else if (staged.Add(next.Source))
            {
                added.Add(next);
                results[i] = UpsertResult.Added;
            }
            else
            {
                changed.Add(i);
            }
        }

        await StageAsync(added, records).ConfigureAwait(false);
        if (changed.Count > 0)
        {
            if (changed.Exists(i => staged.Contains(events[i].Source)))
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

    /// <summary>Moves what is loaded to the table of events.</summary>
    public async ValueTask FlushAsync()
    {
        if (staged.Count == 0)
        {
            return;
        }

        // The records are locked in the order of their numbers, so that none of them gets an event before the numbers are given, and writers wait in one order.
        var locked = session.PrepareOnServer(
            $"SELECT count(*) FROM (SELECT t.record_no FROM source_records t WHERE t.record_no IN (SELECT s.record_no FROM {Staged} s) ORDER BY t.record_no{session.Dialect.LockRows}) l");
        await locked.ReadNumberAsync().ConfigureAwait(false);
        var inserted = await session.PrepareOnServer(session.Dialect.InsertMissing(Insert)).ExecuteAsync().ConfigureAwait(false);
        if (hasConsents)
        {
            await session.PrepareOnServer(session.Dialect.InsertMissing(
                $"INSERT INTO stale_customers (customer_id) SELECT DISTINCT r.customer_id FROM {Staged} s JOIN source_records r ON r.record_no = s.record_no " +
                $"WHERE s.kind = '{ConsentChanged.Definition.Code}' AND r.customer_id IS NOT NULL ORDER BY r.customer_id")).EnqueueAsync().ConfigureAwait(false);
        }

        var left = inserted == staged.Count ? [] : await ListLeftAsync().ConfigureAwait(false);
        await session.PrepareOnServer($"DELETE FROM {Staged}").EnqueueAsync().ConfigureAwait(false);
        staged.Clear();
        hasConsents = false;
        if (left.Count > 0)
        {
            await AppendOneByOneAsync(left).ConfigureAwait(false);
        }
    }

    /// <summary>What was not moved, as others have added an event of the reference meanwhile, or erased the record.</summary>
    private async ValueTask<List<CustomerEvent>> ListLeftAsync()
    {
        var select = session.PrepareOnServer(
            $"SELECT s.record_system_no, s.record_key, {Parameters.Of("s", EventColumns.Names)} FROM {Staged} s WHERE NOT EXISTS (SELECT 1 FROM events e " +
            "WHERE e.system_no = s.system_no AND e.key = s.key AND e.superseded_at IS NULL AND e.content_hash = s.content_hash) ORDER BY s.ordinal");
        var left = new List<CustomerEvent>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            left.Add(columns.Read(select, 2, new SourceRef(session.Systems.NameOf(select.Int64(0)), select.Text(1))));
        }

        return left;
    }

    private async ValueTask StageAsync(List<CustomerEvent> events, RecordBatch records)
    {
        if (events.Count == 0)
        {
            return;
        }

        if (!isCreated)
        {
            session.Enqueue(new ServerCommand(session.Dialect.CreateTemporaryTable(Staged, Columns), []));
            isCreated = true;
        }

        await session.LoadAsync(Staged, Columns, load => WriteAsync(new BulkRow(load), events, records)).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(BulkRow row, List<CustomerEvent> events, RecordBatch records)
    {
        foreach (var customerEvent in events)
        {
            var record = records[customerEvent.Record];
            row.Bind(1, ordinal++);
            row.Bind(2, record.Number!.Value);
            row.Bind(3, record.System);
            row.BindText(4, record.Source.Key);
            EventBatch.Bind(row, Place.Count, columns, customerEvent, null);
            await row.EndAsync(session.Token).ConfigureAwait(false);
            hasConsents |= customerEvent is ConsentChanged;
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

    private ServerStatement SelectHashes(SourceRef[] sources)
    {
        var rows = EventBatch.References(session, sources);
        return session.PrepareOnServer(
            $"SELECT q.ordinal, e.content_hash FROM {rows.Text(session.Dialect)} JOIN events e ON e.system_no = q.system_no AND e.key = q.key AND e.superseded_at IS NULL").BindRows(rows);
    }
}
