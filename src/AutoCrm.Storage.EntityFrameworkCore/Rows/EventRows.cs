using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Writes events. What is new goes in with one statement; only what is known already is read and compared.</summary>
internal sealed class EventRows
{
    private readonly StoreSession session;
    private readonly EventColumns columns;
    private readonly SqlStatement insert;
    private readonly SqlStatement findRecord;
    private readonly SqlStatement find;
    private readonly SqlStatement supersede;

    public EventRows(StoreSession session, EventKinds kinds)
    {
        this.session = session;
        columns = new EventColumns(session, kinds);
        var record = EventColumns.Count + 1;
        insert = session.Prepare(
            $"INSERT INTO events ({EventColumns.Names}, event_no) SELECT {Parameters.From(1, EventColumns.Count)}, " +
            $"coalesce((SELECT max(event_no) FROM events WHERE event_no BETWEEN (r.record_no << {EventColumns.PlaceBits}) " +
            $"AND (r.record_no << {EventColumns.PlaceBits}) + {EventColumns.LastPlace}), r.record_no << {EventColumns.PlaceBits}) + 1 " +
            $"FROM source_records r WHERE r.system_no = ${record} AND r.key = ${record + 1} ON CONFLICT DO NOTHING");
        findRecord = session.Prepare("SELECT record_no FROM source_records WHERE system_no = $1 AND key = $2");
        find = session.Prepare(
            $"SELECT e.event_no, r.system_no, r.key, {Parameters.Of("e", EventColumns.Names)} FROM events e " +
            $"JOIN source_records r ON r.record_no = (e.event_no >> {EventColumns.PlaceBits}) " +
            "WHERE e.system_no = $1 AND e.key = $2 AND e.superseded_at IS NULL");
        supersede = session.Prepare("UPDATE events SET superseded_at = $1 WHERE event_no = $2");
    }

    public RowOutcome Append(CustomerEvent told)
    {
        if (session.Systems.Find(told.Record.System) is not { } system)
        {
            return RowOutcome.Dangling;
        }

        if (Insert(told, system))
        {
            return RowOutcome.Added;
        }

        findRecord.Bind(1, system);
        findRecord.BindText(2, told.Record.Key);
        return findRecord.ReadNumber() is null ? RowOutcome.Dangling : Replace(told, system);
    }

    /// <summary>The event of this reference as it stands, or <see langword="null"/>.</summary>
    public CustomerEvent? Find(SourceRef source) => FindNumbered(source)?.Event;

    private RowOutcome Replace(CustomerEvent told, long system)
    {
        var (number, known) = FindNumbered(told.Source) ?? throw Full(told);
        var next = EventColumns.Normalize(told);
        if (known.SaysTheSameAs(next))
        {
            return RowOutcome.Unchanged;
        }

        supersede.Bind(1, next.RecordedAt);
        supersede.Bind(2, number);
        supersede.Execute();
        return Insert(next, system) ? RowOutcome.Replaced : throw Full(told);
    }

    private static InvalidOperationException Full(CustomerEvent told) => new(
        $"Event {told.Source} cannot be stored: record {told.Record} has {EventColumns.LastPlace} events, as many as one record can have.");

    private bool Insert(CustomerEvent told, long recordSystem)
    {
        columns.Bind(insert, 1, told);
        insert.Bind(EventColumns.Count + 1, recordSystem);
        insert.BindText(EventColumns.Count + 2, told.Record.Key);
        return insert.Execute() == 1;
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
