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
        $"e.event_no BETWEEN (r.record_no * {EventColumns.Places}) AND (r.record_no * {EventColumns.Places}) + {EventColumns.LastPlace}";

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

    private static readonly string OfKind =
        $"SELECT {Parameters.Of("e", EventColumns.Names)} FROM source_records r JOIN events e ON {OfRecord} " +
        "WHERE r.system_no = $1 AND r.key = $2 AND e.kind = $3 AND e.superseded_at IS NULL";

    private static readonly string Versions =
        $"SELECT e.superseded_at, {Parameters.Of("e", EventColumns.Names)} FROM source_records r JOIN events e ON {OfRecord} WHERE r.system_no = $1 AND r.key = $2";

    private readonly EventColumns columns = new(session, kinds);

    /// <summary>Prepares the history of a customer, for <see cref="ReadAsync(SqlStatement, Instant)"/>.</summary>
    public SqlStatement Select(Id<Customer> customer, Instant asOf, Instant? recordedBy, int copy = 0)
    {
        var rows = session.Prepare(recordedBy is null ? OneCustomer : OneCustomerAsRecorded, copy);
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

        return rows;
    }

    public async ValueTask<CustomerHistory?> ReadAsync(SqlStatement rows, Instant asOf)
    {
        CustomerHistory? only = null;
        await foreach (var history in HistoriesAsync(rows, asOf).ConfigureAwait(false))
        {
            only = history;
        }

        return only;
    }

    public IAsyncEnumerable<CustomerHistory> StreamAsync(CustomerRange range, Instant asOf)
    {
        var rows = session.Prepare(All);
        rows.Bind(1, asOf);
        RecordQueries.Bind(rows, 2, range);
        return HistoriesAsync(rows, asOf);
    }

    /// <summary>Prepares the events of a kind of a record as they stand, for <see cref="ReadEventsAsync"/>.</summary>
    public SqlStatement SelectEvents(long system, string key, EventKind kind, int copy = 0)
    {
        var rows = session.Prepare(OfKind, copy);
        rows.Bind(1, system);
        rows.BindText(2, key);
        rows.BindText(3, kind.Code);
        return rows;
    }

    public async ValueTask<List<CustomerEvent>> ReadEventsAsync(SqlStatement rows, SourceRef record)
    {
        var events = new List<CustomerEvent>();
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            events.Add(columns.Read(rows, 0, record));
        }

        return events;
    }

    /// <summary>The events of a kind of records, as they stand: record by record.</summary>
    public async ValueTask<List<CustomerEvent>> ListAsync(IReadOnlyCollection<SourceRef> records, EventKind kind)
    {
        var events = new List<CustomerEvent>();
        foreach (var chunk in records.Chunk(session.StatementsPerTrip))
        {
            var selects = new List<(SourceRef Record, SqlStatement Rows)>(chunk.Length);
            foreach (var record in chunk)
            {
                if (await session.Systems.FindAsync(record.System).ConfigureAwait(false) is { } system)
                {
                    selects.Add((record, SelectEvents(system, record.Key, kind, selects.Count)));
                }
            }

            await session.SendAsync([.. selects.Select(select => select.Rows)]).ConfigureAwait(false);
            foreach (var (record, rows) in selects)
            {
                events.AddRange(await ReadEventsAsync(rows, record).ConfigureAwait(false));
            }
        }

        return events;
    }

    /// <summary>All versions of the events of records, in any order.</summary>
    public async ValueTask<List<EventVersion>> ListVersionsAsync(IReadOnlyCollection<SourceRef> records)
    {
        var versions = new List<EventVersion>();
        foreach (var record in records)
        {
            if (await session.Systems.FindAsync(record.System).ConfigureAwait(false) is { } system)
            {
                var rows = session.Prepare(Versions);
                rows.Bind(1, system);
                rows.BindText(2, record.Key);
                while (await rows.ReadAsync().ConfigureAwait(false))
                {
                    versions.Add(new EventVersion(columns.Read(rows, 1, record), rows.InstantOrNull(0)));
                }
            }
        }

        return versions;
    }

    private async IAsyncEnumerable<CustomerHistory> HistoriesAsync(SqlStatement rows, Instant asOf)
    {
        var events = new List<CustomerEvent>();
        var customer = Id<Customer>.Empty;
        var knownSince = Instant.MaxValue;
        var recordNo = 0L;
        var record = default(SourceRef);
        while (await rows.ReadAsync().ConfigureAwait(false))
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
