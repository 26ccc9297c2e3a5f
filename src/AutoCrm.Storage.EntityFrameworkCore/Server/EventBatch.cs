using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>The events that a transaction appends: their versions are read together, decided one after the other, and written together.</summary>
internal sealed class EventBatch(ServerSession session, EventKinds kinds, RecordBatch records)
{
    private static readonly IReadOnlyList<RelationalColumn> Place = TableColumns.Of("record_system_no, record_key, place", integers: "record_system_no, place");

    private static readonly IReadOnlyList<RelationalColumn> NewRow = [.. Place, .. TableColumns.Event];

    private static readonly IReadOnlyList<RelationalColumn> Superseding = TableColumns.Of("event_no, superseded_at", integers: "event_no, superseded_at");

    private readonly EventColumns columns = new(session, kinds);
    private readonly Dictionary<SourceRef, List<Version>> known = [];
    private readonly List<Version> added = [];
    private readonly List<Version> superseded = [];

    /// <summary>Prepares the versions of events: those that stand, or those that were superseded.</summary>
    public ServerStatement Select(IReadOnlyList<SourceRef> sources, bool areSuperseded)
    {
        var rows = References(session, sources);
        return session.PrepareOnServer(
            $"SELECT q.ordinal, e.event_no, e.superseded_at, r.system_no, r.key, {Parameters.Of("e", EventColumns.Names)} FROM {rows.Text(session.Dialect)} " +
            $"JOIN events e ON e.system_no = q.system_no AND e.key = q.key AND e.superseded_at IS {(areSuperseded ? "NOT " : "")}NULL " +
            $"JOIN source_records r ON r.record_no = (e.event_no / {EventColumns.Places}) ORDER BY q.ordinal, e.recorded_at, e.event_no").BindRows(rows);
    }

    public async ValueTask ReadAsync(ServerStatement select, IReadOnlyList<SourceRef> sources)
    {
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            var record = new SourceRef(session.Systems.NameOf(select.Int64(3)), select.Text(4));
            VersionsOf(sources[(int)select.Int64(0)]).Add(new Version(columns.Read(select, 5, record))
            {
                Number = select.Int64(1), SupersededAt = select.InstantOrNull(2),
            });
        }
    }

    /// <summary>Decides what becomes of an event by the rules of every store. Its record was read.</summary>
    public UpsertResult Append(CustomerEvent customerEvent)
    {
        var record = records[customerEvent.Record];
        if (!record.Exists)
        {
            return record.IsErased ? UpsertResult.Erased : UpsertResult.UnknownReference;
        }

        var versions = VersionsOf(customerEvent.Source);
        if (versions.Find(version => version.SupersededAt is null) is not { } current)
        {
            Add(record, customerEvent, null);
            return UpsertResult.Added;
        }

        var next = StoredForm.Of(customerEvent);
        if (current.Event.HasSameContentAs(next))
        {
            return UpsertResult.Unchanged;
        }

        var earlier = versions.Where(version => version.SupersededAt is not null).OrderBy(version => version.Event.RecordedAt).ToList();
        var result = VersionRules.Decide(current.Event, earlier.Select(version => version.Event), next);
        switch (result)
        {
            case UpsertResult.Replaced:
                Supersede(current, next.RecordedAt);
                Add(record, next, null);
                break;
            case UpsertResult.Outdated:
                if (earlier.FindLast(version => version.Event.RecordedAt <= next.RecordedAt && version.SupersededAt > next.RecordedAt) is { } before)
                {
                    Supersede(before, next.RecordedAt);
                }

                Add(record, next, earlier.Where(version => version.Event.RecordedAt > next.RecordedAt).Select(version => version.Event.RecordedAt).Append(current.Event.RecordedAt).Min());
                break;
        }

        return result;
    }

    /// <summary>Enqueues the versions that others take the place of, and then the new ones.</summary>
    public async ValueTask EnqueueAsync(TableWriter writer)
    {
        var superseding = new RowList(Superseding);
        foreach (var version in superseded.Where(version => version.Number is not null))
        {
            superseding.Bind(1, version.Number!.Value);
            superseding.Bind(2, version.SupersededAt);
            superseding.EndRow();
        }

        await writer.UpdateAsync("events", "event_no", superseding).ConfigureAwait(false);
        if (added.Count == 0)
        {
            return;
        }

        var rows = new RowList(NewRow);
        foreach (var version in added)
        {
            rows.Bind(1, version.Record!.System);
            rows.BindText(2, version.Record.Source.Key);
            rows.Bind(3, version.Place);
            Bind(rows, 3, columns, version.Event, version.SupersededAt);
            rows.EndRow();
        }

        await session.PrepareOnServer(
            $"INSERT INTO events (event_no, {TableColumns.Names(TableColumns.Event)}) " +
            $"SELECT t.record_no * {EventColumns.Places} + q.place, {TableColumns.Names(TableColumns.Event, "q.")} FROM {rows.Text(session.Dialect)} " +
            "JOIN source_records t ON t.system_no = q.record_system_no AND t.key = q.record_key").BindRows(rows).EnqueueAsync().ConfigureAwait(false);
    }

    /// <summary>Binds all of <see cref="TableColumns.Event"/> of a new event, and its hash at once.</summary>
    public static void BindAndHash(EventSpool.RowAndHash both, EventColumns columns, CustomerEvent customerEvent)
    {
        BindRecord(both.Hash, customerEvent);
        columns.Bind(both, 1, customerEvent);
        both.Row.BindNull(EventColumns.Count + 1);
        both.Row.Bind(EventColumns.Count + 2, both.Hash.Take());
    }

    /// <summary>Binds all of <see cref="TableColumns.Event"/> after the first columns of a row.</summary>
    private static void Bind(Sql.RowBinder row, int after, EventColumns columns, CustomerEvent customerEvent, Instant? supersededAt)
    {
        columns.Bind(row, after + 1, customerEvent);
        row.Bind(after + EventColumns.Count + 1, supersededAt);
        row.Bind(after + EventColumns.Count + 2, HashOf(columns, customerEvent));
    }

    private static void BindRecord(ContentHash hash, CustomerEvent customerEvent)
    {
        hash.BindText(0, customerEvent.Record.System);
        hash.BindText(0, customerEvent.Record.Key);
    }

    /// <summary>The hash of an event; whose it is belongs to what it says.</summary>
    public static long HashOf(EventColumns columns, CustomerEvent customerEvent)
    {
        var hash = new ContentHash(recordedAt: RecordedAtParameter);
        BindRecord(hash, customerEvent);
        columns.Bind(hash, 1, customerEvent);
        return hash.Take();
    }

    public const int RecordedAtParameter = 5;

    private void Add(RecordState record, CustomerEvent customerEvent, Instant? supersededAt)
    {
        if (record.LastPlace == EventColumns.LastPlace)
        {
            throw new InvalidOperationException(
                $"Event {customerEvent.Source} cannot be stored: record {customerEvent.Record} has {EventColumns.LastPlace} events, as many as one record can have.");
        }

        var version = new Version(customerEvent) { Record = record, Place = ++record.LastPlace, SupersededAt = supersededAt };
        VersionsOf(customerEvent.Source).Add(version);
        added.Add(version);
        if (customerEvent is ConsentChanged && supersededAt is null && record.Customer is { } customer)
        {
            records.MarkStale(customer);
        }
    }

    private void Supersede(Version version, Instant at)
    {
        version.SupersededAt = at;
        superseded.Add(version);
    }

    private List<Version> VersionsOf(SourceRef source)
    {
        if (!known.TryGetValue(source, out var versions))
        {
            known[source] = versions = [];
        }

        return versions;
    }

    /// <summary>References with their places in a batch.</summary>
    public static RowList References(ServerSession session, IReadOnlyList<SourceRef> sources)
    {
        var rows = new RowList(TableColumns.Reference);
        for (var i = 0; i < sources.Count; i++)
        {
            rows.Bind(1, (long)i);
            rows.Bind(2, session.Systems.NumberOf(sources[i].System));
            rows.BindText(3, sources[i].Key);
            rows.EndRow();
        }

        return rows;
    }

    /// <summary>A version of an event: one that is stored has a number, one that is added a record and a place among its events.</summary>
    private sealed class Version(CustomerEvent customerEvent)
    {
        public CustomerEvent Event => customerEvent;

        public long? Number { get; init; }

        public RecordState? Record { get; init; }

        public long Place { get; init; }

        public Instant? SupersededAt { get; set; }
    }
}
