using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Reads source records.</summary>
internal static class RecordQueries
{
    private static readonly byte[] BeforeAll = new byte[16];

    /// <summary>One byte longer than an id, so that it comes after every one.</summary>
    private static readonly byte[] AfterAll = [.. Enumerable.Repeat(byte.MaxValue, 17)];

    public static long? Number(StoreSession session, SourceRef source)
    {
        if (session.Systems.Find(source.System) is not { } system)
        {
            return null;
        }

        var select = session.Prepare("SELECT record_no FROM source_records WHERE system_no = $1 AND key = $2");
        select.Bind(1, system);
        select.BindText(2, source.Key);
        return select.ReadNumber();
    }

    public static AssignedRecord? Find(StoreSession session, SourceRef source)
    {
        if (session.Systems.Find(source.System) is not { } system)
        {
            return null;
        }

        var select = Select(session, "WHERE system_no = $1 AND key = $2");
        select.Bind(1, system);
        select.BindText(2, source.Key);
        return Assigned(session, select).FirstOrDefault();
    }

    public static IReadOnlyList<SourceRecord> OfCustomer(StoreSession session, Id<Customer> customer)
    {
        var select = Select(session, "WHERE customer_id = $1");
        select.Bind(1, customer);
        return [.. Assigned(session, select).Select(assigned => assigned.Record).OrderBy(record => record.Source)];
    }

    public static IReadOnlyList<AssignedRecord> WithNameKey(StoreSession session, string nameKey)
    {
        var select = Select(session, "WHERE name_key = $1");
        select.BindText(1, nameKey);
        return [.. Assigned(session, select).OrderBy(assigned => assigned.Record.Source)];
    }

    /// <summary>All records: one system after the other in the order of their names, each in the order of its keys.</summary>
    public static IEnumerable<AssignedRecord> Stream(StoreSession session)
    {
        var select = Select(session, "WHERE system_no = $1 ORDER BY key");
        foreach (var system in Systems(session))
        {
            select.Bind(1, system);
            foreach (var assigned in Assigned(session, select))
            {
                yield return assigned;
            }
        }
    }

    public static IEnumerable<CustomerRecords> StreamByCustomer(StoreSession session, CustomerRange range)
    {
        var select = Select(session, "WHERE customer_id > $1 AND customer_id <= $2 ORDER BY customer_id, record_no");
        Bind(select, 1, range);
        var records = new List<SourceRecord>();
        Id<Customer>? customer = null;
        foreach (var (record, of) in Assigned(session, select))
        {
            if (customer is { } whole && whole != of)
            {
                yield return new CustomerRecords(whole, [.. records.OrderBy(known => known.Source)]);
                records.Clear();
            }

            customer = of;
            records.Add(record);
        }

        if (customer is { } last)
        {
            yield return new CustomerRecords(last, [.. records.OrderBy(known => known.Source)]);
        }
    }

    /// <summary>
    /// The customers that are to be described. They are read page by page, so that describing them meanwhile does not disturb
    /// the reading.
    /// </summary>
    public static IEnumerable<CustomerRecords> StreamStale(StoreSession session, EventKinds kinds)
    {
        var queries = new HistoryQueries(session, kinds);
        var hasConsents = session.Prepare("SELECT 1 FROM events WHERE kind = 'consent_changed' AND superseded_at IS NULL LIMIT 1").ReadNumber() is not null;
        var page = session.Prepare(
            "SELECT u.customer_id FROM stale_customers u WHERE u.customer_id > $1 " +
            "AND EXISTS (SELECT 1 FROM source_records r WHERE r.customer_id = u.customer_id) ORDER BY u.customer_id LIMIT 1000");
        var customers = new List<Id<Customer>> { Id<Customer>.Empty };
        while (customers.Count > 0)
        {
            page.Bind(1, customers[^1]);
            customers.Clear();
            while (page.Read())
            {
                customers.Add(page.Id<Customer>(0));
            }

            foreach (var customer in customers)
            {
                var records = OfCustomer(session, customer);
                yield return new CustomerRecords(customer, records)
                {
                    Consents = hasConsents
                        ? [.. records.SelectMany(record => queries.List(record.Source, ConsentChanged.Definition)).OfType<ConsentChanged>()]
                        : [],
                };
            }
        }
    }

    public static IReadOnlyList<CustomerRange> Partition(StoreSession session, int count)
    {
        var customers = session.Prepare("SELECT count(DISTINCT customer_id) FROM source_records WHERE customer_id IS NOT NULL").ReadNumber()!.Value;
        var parts = (int)Math.Clamp(customers, 1, count);
        var ranges = new CustomerRange[parts];
        var distinct = session.Prepare("SELECT DISTINCT customer_id FROM source_records WHERE customer_id IS NOT NULL ORDER BY customer_id");
        Id<Customer>? after = null;
        var read = 0L;
        for (var part = 0; part < parts; part++)
        {
            Id<Customer>? upTo = null;
            for (var last = customers * (part + 1) / parts; part < parts - 1 && read < last; read++)
            {
                distinct.Read();
                upTo = read == last - 1 ? distinct.Id<Customer>(0) : null;
            }

            ranges[part] = new CustomerRange(after, upTo);
            after = upTo;
        }

        distinct.Reset();
        return ranges;
    }

    /// <summary>Binds a range as its two ends.</summary>
    public static void Bind(SqlStatement statement, int first, CustomerRange range)
    {
        if (range.After is { } after)
        {
            statement.Bind(first, after);
        }
        else
        {
            statement.BindBytes(first, BeforeAll);
        }

        if (range.UpTo is { } upTo)
        {
            statement.Bind(first + 1, upTo);
        }
        else
        {
            statement.BindBytes(first + 1, AfterAll);
        }
    }

    private static SqlStatement Select(StoreSession session, string where) =>
        session.Prepare($"SELECT customer_id, system_no, key, {RecordColumns.Names} FROM source_records {where}");

    private static IEnumerable<AssignedRecord> Assigned(StoreSession session, SqlStatement rows)
    {
        try
        {
            while (rows.Read())
            {
                var source = new SourceRef(session.Systems.NameOf(rows.Int64(1)), rows.Text(2));
                yield return new AssignedRecord(RecordColumns.Read(rows, 3, source), rows.IdOrNull<Customer>(0));
            }
        }
        finally
        {
            // Who takes the first row only can use the statement again.
            rows.Reset();
        }
    }

    private static List<long> Systems(StoreSession session)
    {
        var select = session.Prepare("SELECT system_no, name FROM source_systems");
        var systems = new List<(long Number, string Name)>();
        while (select.Read())
        {
            systems.Add((select.Int64(0), select.Text(1)));
        }

        return [.. systems.OrderBy(system => system.Name, StringComparer.Ordinal).Select(system => system.Number)];
    }
}
