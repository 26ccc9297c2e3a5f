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
    /// <summary>No id comes after it.</summary>
    private static readonly Id<Customer> Last = new(Guid.AllBitsSet);

    public static async ValueTask<long?> FindNumberAsync(StoreSession session, SourceRef source) =>
        await session.Systems.FindAsync(source.System).ConfigureAwait(false) is { } system
            ? await SelectNumber(session, system, source.Key).ReadNumberAsync().ConfigureAwait(false)
            : null;

    /// <summary>Prepares the number of a record.</summary>
    public static SqlStatement SelectNumber(StoreSession session, long system, string key, int copy = 0)
    {
        var select = session.Prepare("SELECT record_no FROM source_records WHERE system_no = $1 AND key = $2", copy);
        select.Bind(1, system);
        select.BindText(2, key);
        return select;
    }

    public static async ValueTask<AssignedRecord?> FindAsync(StoreSession session, SourceRef source) =>
        await session.Systems.FindAsync(source.System).ConfigureAwait(false) is { } system
            ? (await ReadAsync(session, Select(session, system, source.Key)).ConfigureAwait(false)).FirstOrDefault()
            : null;

    /// <summary>Prepares a record, for <see cref="ReadAsync"/>.</summary>
    public static SqlStatement Select(StoreSession session, long system, string key)
    {
        var select = Select(session, "WHERE system_no = $1 AND key = $2");
        select.Bind(1, system);
        select.BindText(2, key);
        return select;
    }

    public static async ValueTask<IReadOnlyList<SourceRecord>> ListByCustomerAsync(StoreSession session, Id<Customer> customer) =>
        OfCustomer(await ReadAsync(session, SelectByCustomer(session, customer)).ConfigureAwait(false));

    /// <summary>Prepares the records of a customer, for <see cref="ReadAsync"/> and <see cref="OfCustomer"/>.</summary>
    public static SqlStatement SelectByCustomer(StoreSession session, Id<Customer> customer, int copy = 0)
    {
        var select = Select(session, "WHERE customer_id = $1", copy);
        select.Bind(1, customer);
        return select;
    }

    /// <summary>The records of a customer in the order of their references.</summary>
    public static IReadOnlyList<SourceRecord> OfCustomer(IEnumerable<AssignedRecord> records) =>
        [.. records.Select(assigned => assigned.Record).OrderBy(record => record.Source)];

    public static async ValueTask<IReadOnlyList<AssignedRecord>> ListByNameKeyAsync(StoreSession session, string nameKey)
    {
        var select = Select(session, "WHERE name_key = $1");
        select.BindText(1, nameKey);
        await session.SendLastAsync(select).ConfigureAwait(false);
        return [.. (await ReadAsync(session, select).ConfigureAwait(false)).OrderBy(assigned => assigned.Record.Source)];
    }

    /// <summary>All records: one system after the other in the order of their names, each in the order of its keys.</summary>
    public static async IAsyncEnumerable<AssignedRecord> StreamAsync(StoreSession session)
    {
        var select = Select(session, "WHERE system_no = $1 ORDER BY key");
        foreach (var system in await ListSystemsAsync(session).ConfigureAwait(false))
        {
            select.Bind(1, system);
            while (await select.ReadAsync().ConfigureAwait(false))
            {
                yield return Read(session, select);
            }
        }
    }

    public static async IAsyncEnumerable<CustomerRecords> StreamByCustomerAsync(StoreSession session, CustomerRange range)
    {
        var select = Select(session, "WHERE customer_id > $1 AND customer_id <= $2 ORDER BY customer_id, record_no");
        Bind(select, 1, range);
        var records = new List<SourceRecord>();
        Id<Customer>? customer = null;
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            var (record, of) = Read(session, select);
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
    public static async IAsyncEnumerable<CustomerRecords> StreamStaleAsync(StoreSession session, EventKinds kinds)
    {
        var queries = new HistoryQueries(session, kinds);
        var hasConsents = await session.Prepare("SELECT 1 FROM events WHERE kind = 'consent_changed' AND superseded_at IS NULL LIMIT 1").ReadNumberAsync()
            .ConfigureAwait(false) is not null;
        var page = session.Prepare(
            "SELECT u.customer_id FROM stale_customers u WHERE u.customer_id > $1 " +
            "AND EXISTS (SELECT 1 FROM source_records r WHERE r.customer_id = u.customer_id AND r.customer_id > $2) ORDER BY u.customer_id LIMIT 1000");
        var customers = new List<Id<Customer>> { Id<Customer>.Empty };
        while (customers.Count > 0)
        {
            page.Bind(1, customers[^1]);
            page.Bind(2, customers[^1]);
            customers.Clear();
            while (await page.ReadAsync().ConfigureAwait(false))
            {
                customers.Add(page.Id<Customer>(0));
            }

            foreach (var chunk in customers.Chunk(session.StatementsPerTrip))
            {
                SqlStatement[] selects = [.. chunk.Select((customer, i) => SelectByCustomer(session, customer, i))];
                await session.SendAsync(selects).ConfigureAwait(false);
                var found = new List<(Id<Customer> Customer, IReadOnlyList<SourceRecord> Records)>(chunk.Length);
                for (var i = 0; i < chunk.Length; i++)
                {
                    found.Add((chunk[i], OfCustomer(await ReadAsync(session, selects[i]).ConfigureAwait(false))));
                }

                foreach (var (customer, records) in found)
                {
                    yield return new CustomerRecords(customer, records)
                    {
                        Consents = hasConsents
                            ? [.. (await queries.ListAsync([.. records.Select(record => record.Source)], ConsentChanged.Definition).ConfigureAwait(false)).OfType<ConsentChanged>()]
                            : [],
                    };
                }
            }
        }
    }

    public static async ValueTask<IReadOnlyList<CustomerRange>> PartitionAsync(StoreSession session, int count)
    {
        var customers = (await session.Prepare("SELECT count(DISTINCT customer_id) FROM source_records WHERE customer_id IS NOT NULL").ReadNumberAsync()
            .ConfigureAwait(false))!.Value;
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
                await distinct.ReadAsync().ConfigureAwait(false);
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
        statement.Bind(first, range.After ?? Id<Customer>.Empty);
        statement.Bind(first + 1, range.UpTo ?? Last);
    }

    public static async ValueTask<List<AssignedRecord>> ReadAsync(StoreSession session, SqlStatement rows)
    {
        var records = new List<AssignedRecord>();
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            records.Add(Read(session, rows));
        }

        return records;
    }

    private static AssignedRecord Read(StoreSession session, SqlStatement rows)
    {
        var source = new SourceRef(session.Systems.NameOf(rows.Int64(1)), rows.Text(2));
        return new AssignedRecord(RecordColumns.Read(rows, 3, source), rows.IdOrNull<Customer>(0));
    }

    private static SqlStatement Select(StoreSession session, string where, int copy = 0) =>
        session.Prepare($"SELECT customer_id, system_no, key, {RecordColumns.Names} FROM source_records {where}", copy);

    private static async ValueTask<List<long>> ListSystemsAsync(StoreSession session)
    {
        var select = session.Prepare("SELECT system_no, name FROM source_systems");
        var systems = new List<(long Number, string Name)>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            systems.Add((select.Int64(0), select.Text(1)));
        }

        return [.. systems.OrderBy(system => system.Name, StringComparer.Ordinal).Select(system => system.Number)];
    }
}
