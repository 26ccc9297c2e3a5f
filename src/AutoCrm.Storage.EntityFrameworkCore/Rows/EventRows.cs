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
    private readonly SqlStatement insert;
    private readonly SqlStatement findRecord;
    private readonly SqlStatement findLast;
    private readonly SqlStatement find;
    private readonly SqlStatement supersede;
    private (SourceRef Record, long Number, long LastEvent) latest;

    public EventRows(StoreSession session, EventKinds kinds)
    {
        this.session = session;
        columns = new EventColumns(session, kinds);
        insert = session.Prepare(
            $"INSERT INTO events (event_no, {EventColumns.Names}) VALUES ({Parameters.From(1, EventColumns.Count + 1)}) " +
            "ON CONFLICT (system_no, key) WHERE superseded_at IS NULL DO NOTHING");
        findRecord = session.Prepare($"SELECT record_no FROM source_records WHERE system_no = $1 AND key = $2{session.RowLock}");
        findLast = session.Prepare("SELECT max(event_no) FROM events WHERE event_no BETWEEN $1 AND $2");
        find = session.Prepare(
            $"SELECT e.event_no, r.system_no, r.key, {Parameters.Of("e", EventColumns.Names)} FROM events e " +
            $"JOIN source_records r ON r.record_no = (e.event_no >> {EventColumns.PlaceBits}) " +
            "WHERE e.system_no = $1 AND e.key = $2 AND e.superseded_at IS NULL");
        supersede = session.Prepare("UPDATE events SET superseded_at = $1 WHERE event_no = $2");
    }

    public UpsertResult Append(CustomerEvent customerEvent)
    {
        if (NumberOf(customerEvent.Record) is null)
        {
            return ErasureRows.IsErased(session, customerEvent.Record) ? UpsertResult.Erased : UpsertResult.UnknownReference;
        }

        return Insert(customerEvent) ? UpsertResult.Added : Replace(customerEvent);
    }

    /// <summary>The event of this reference as it stands, or <see langword="null"/>.</summary>
    public CustomerEvent? Find(SourceRef source) => FindNumbered(source)?.Event;

    /// <summary>The versions of an event that others took the place of.</summary>
    public IReadOnlyList<CustomerEvent> ListSuperseded(SourceRef source) => [.. Superseded(source).Select(version => version.Event)];

    private UpsertResult Replace(CustomerEvent customerEvent)
    {
        var (number, known) = FindNumbered(customerEvent.Source) ?? throw new InvalidOperationException(
            $"Event {customerEvent.Source} could not be stored, and none with its reference is there; the store is damaged.");
        var next = StoredForm.Of(customerEvent);
        if (known.HasSameContentAs(next))
        {
            return UpsertResult.Unchanged;
        }

        var superseded = Superseded(next.Source);
        var result = VersionRules.Decide(known, superseded.Select(version => version.Event), next);
        switch (result)
        {
            case UpsertResult.Replaced:
                Supersede(number, next.RecordedAt);
                Insert(next);
                break;
            case UpsertResult.Outdated:
                KeepAsHistory(next, known, superseded);
                break;
        }

        return result;
    }

    /// <summary>Puts a version recorded earlier between those that were recorded before and after it.</summary>
    private void KeepAsHistory(CustomerEvent next, CustomerEvent known, List<(long Number, Instant SupersededAt, CustomerEvent Event)> superseded)
    {
        var before = superseded.FindLast(version => version.Event.RecordedAt <= next.RecordedAt && version.SupersededAt > next.RecordedAt);
        if (before.Event is not null)
        {
            Supersede(before.Number, next.RecordedAt);
        }

        var number = NextNumber(next);
        var insertSuperseded = session.Prepare(
            $"INSERT INTO events (event_no, {EventColumns.Names}, superseded_at) VALUES ({Parameters.From(1, EventColumns.Count + 2)})");
        insertSuperseded.Bind(1, number);
        columns.Bind(insertSuperseded, 2, next);
        insertSuperseded.Bind(
            EventColumns.Count + 2,
            superseded.Where(version => version.Event.RecordedAt > next.RecordedAt).Select(version => version.Event.RecordedAt).Append(known.RecordedAt).Min());
        insertSuperseded.Execute();
        latest.LastEvent = number;
    }

    private void Supersede(long number, Instant at)
    {
        supersede.Bind(1, at);
        supersede.Bind(2, number);
        supersede.Execute();
    }

    private List<(long Number, Instant SupersededAt, CustomerEvent Event)> Superseded(SourceRef source)
    {
        var versions = new List<(long, Instant, CustomerEvent)>();
        if (session.Systems.Find(source.System) is { } system)
        {
            var rows = session.Prepare(
                $"SELECT e.event_no, r.system_no, r.key, e.superseded_at, {Parameters.Of("e", EventColumns.Names)} FROM events e " +
                $"JOIN source_records r ON r.record_no = (e.event_no >> {EventColumns.PlaceBits}) " +
                "WHERE e.system_no = $1 AND e.key = $2 AND e.superseded_at IS NOT NULL ORDER BY e.recorded_at, e.event_no");
            rows.Bind(1, system);
            rows.BindText(2, source.Key);
            while (rows.Read())
            {
                var record = new SourceRef(session.Systems.NameOf(rows.Int64(1)), rows.Text(2));
                versions.Add((rows.Int64(0), rows.Instant(3), columns.Read(rows, 4, record)));
            }
        }

        return versions;
    }

    /// <summary>The number of a record. Files often hold the events of one customer in a run, so the latest is kept.</summary>
    private long? NumberOf(SourceRef record)
    {
        if (latest.Record == record)
        {
            return latest.Number;
        }

        if (session.Systems.Find(record.System) is not { } system)
        {
            return null;
        }

        findRecord.Bind(1, system);
        findRecord.BindText(2, record.Key);
        if (findRecord.ReadNumber() is not { } number)
        {
            return null;
        }

        var first = number << EventColumns.PlaceBits;
        findLast.Bind(1, first);
        findLast.Bind(2, first + EventColumns.LastPlace);
        latest = (record, number, findLast.ReadNumber() ?? first);
        return number;
    }

    /// <summary>Gives the event the next place of the latest record, unless its reference is taken.</summary>
    private bool Insert(CustomerEvent customerEvent)
    {
        var next = NextNumber(customerEvent);
        insert.Bind(1, next);
        columns.Bind(insert, 2, customerEvent);
        if (insert.Execute() == 0)
        {
            return false;
        }

        latest.LastEvent = next;
        if (customerEvent is ConsentChanged)
        {
            MarkStale();
        }

        return true;
    }

    /// <summary>Makes the golden record of the latest record's customer stale, as consents are part of it.</summary>
    private void MarkStale()
    {
        var mark = session.Prepare(
            "INSERT INTO stale_customers (customer_id) SELECT customer_id FROM source_records WHERE record_no = $1 AND customer_id IS NOT NULL ON CONFLICT DO NOTHING");
        mark.Bind(1, latest.Number);
        mark.Execute();
    }

    private long NextNumber(CustomerEvent customerEvent)
    {
        var next = latest.LastEvent + 1;
        return next >> EventColumns.PlaceBits == latest.Number
            ? next
            : throw new InvalidOperationException(
                $"Event {customerEvent.Source} cannot be stored: record {customerEvent.Record} has {EventColumns.LastPlace} events, as many as one record can have.");
    }

    private (long Number, CustomerEvent Event)? FindNumbered(SourceRef source)
    {
        if (session.Systems.Find(source.System) is not { } system)
        {
            return null;
        }

        find.Bind(1, system);
        find.BindText(2, source.Key);
        if (!find.Read())
        {
            return null;
        }

        var record = new SourceRef(session.Systems.NameOf(find.Int64(1)), find.Text(2));
        var found = (find.Int64(0), columns.Read(find, 3, record));
        find.Reset();
        return found;
    }
}
