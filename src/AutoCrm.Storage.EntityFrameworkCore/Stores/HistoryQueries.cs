using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Puts histories together. The events of a record are one range of the table (see <see cref="EventColumns.PlaceBits"/>).</summary>
internal sealed class HistoryQueries(StoreSession session, EventKinds kinds)
{
    private static readonly string OfRecord =
        $"e.event_no BETWEEN (r.record_no << {EventColumns.PlaceBits}) AND (r.record_no << {EventColumns.PlaceBits}) + {EventColumns.LastPlace}";

    private static readonly string All =
        $"SELECT r.customer_id, r.record_no, r.known_since, r.system_no, r.key, e.event_no, {Parameters.Of("e", EventColumns.Names)} " +
        $"FROM source_records r LEFT JOIN events e ON {OfRecord} AND e.superseded_at IS NULL AND e.occurred_at <= $1 " +
        "WHERE r.customer_id > $2 AND r.customer_id <= $3 ORDER BY r.customer_id, r.record_no";

    private static readonly string OneCustomer =
        $"SELECT r.customer_id, r.record_no, r.known_since, r.system_no, r.key, e.event_no, {Parameters.Of("e", EventColumns.Names)} " +
        $"FROM source_records r LEFT JOIN events e ON {OfRecord} AND e.superseded_at IS NULL AND e.occurred_at <= $1 " +
        "WHERE r.customer_id = $2 ORDER BY r.record_no";

    private static readonly string OneCustomerAsRecorded =
        $"SELECT r.customer_id, r.record_no, r.known_since, r.system_no, r.key, e.event_no, {Parameters.Of("e", EventColumns.Names)} " +
        $"FROM source_records r LEFT JOIN events e ON {OfRecord} AND e.recorded_at <= $1 " +
        "AND (e.superseded_at IS NULL OR e.superseded_at > $2) AND e.occurred_at <= $3 " +
        "WHERE r.customer_id = $4 AND r.first_recorded_at <= $5 ORDER BY r.record_no";

    private readonly EventColumns columns = new(session, kinds);

    public CustomerHistory? Read(Id<Customer> customer, Instant asOf, Instant? recordedBy)
    {
        var rows = session.Prepare(recordedBy is null ? OneCustomer : OneCustomerAsRecorded);
        if (recordedBy is { } by)
        {
            rows.Bind(1, by);
            rows.Bind(2, by);
            rows.Bind(3, asOf);
            rows.Bind(4, customer);
            rows.Bind(5, by);
        }
        else
        {
            rows.Bind(1, asOf);
            rows.Bind(2, customer);
        }

        return Histories(rows, asOf).FirstOrDefault();
    }

    public IEnumerable<CustomerHistory> Stream(CustomerRange range, Instant asOf)
    {
        var rows = session.Prepare(All);
        rows.Bind(1, asOf);
        RecordQueries.Bind(rows, 2, range);
        return Histories(rows, asOf);
    }

    /// <summary>The events of a kind of a record, as they stand.</summary>
    public IReadOnlyList<CustomerEvent> List(SourceRef record, EventKind kind)
    {
        var events = new List<CustomerEvent>();
        if (RecordQueries.Number(session, record) is { } number)
        {
            var rows = session.Prepare(
                $"SELECT {EventColumns.Names} FROM events WHERE event_no BETWEEN $1 AND $2 AND kind = $3 AND superseded_at IS NULL");
            rows.Bind(1, number << EventColumns.PlaceBits);
            rows.Bind(2, (number << EventColumns.PlaceBits) + EventColumns.LastPlace);
            rows.BindText(3, kind.Code);
            while (rows.Read())
            {
                events.Add(columns.Read(rows, 0, record));
            }
        }

        return events;
    }

    /// <summary>All versions of the events of a record, in any order.</summary>
    public IReadOnlyList<EventVersion> ListVersions(SourceRef record)
    {
        var versions = new List<EventVersion>();
        if (RecordQueries.Number(session, record) is { } number)
        {
            var rows = session.Prepare($"SELECT superseded_at, {EventColumns.Names} FROM events WHERE event_no BETWEEN $1 AND $2");
            rows.Bind(1, number << EventColumns.PlaceBits);
            rows.Bind(2, (number << EventColumns.PlaceBits) + EventColumns.LastPlace);
            while (rows.Read())
            {
                versions.Add(new EventVersion(columns.Read(rows, 1, record), rows.InstantOrNull(0)));
            }
        }

        return versions;
    }

    private IEnumerable<CustomerHistory> Histories(SqlStatement rows, Instant asOf)
    {
        var events = new List<CustomerEvent>();
        var customer = Id<Customer>.Empty;
        var knownSince = Instant.MaxValue;
        var recordNo = 0L;
        var record = default(SourceRef);
        while (rows.Read())
        {
            if (rows.Int64(1) != recordNo)
            {
                var next = rows.Id<Customer>(0);
                if (next != customer && recordNo != 0)
                {
                    yield return CustomerHistory.Of(customer, knownSince, events, asOf);
                    events.Clear();
                    knownSince = Instant.MaxValue;
                }

                customer = next;
                recordNo = rows.Int64(1);
                knownSince = Instant.Min(knownSince, rows.Instant(2));
                record = new SourceRef(session.Systems.NameOf(rows.Int64(3)), rows.Text(4));
            }

            if (!rows.IsNull(5))
            {
                events.Add(columns.Read(rows, 6, record));
            }
        }

        if (recordNo != 0)
        {
            yield return CustomerHistory.Of(customer, knownSince, events, asOf);
        }
    }
}
