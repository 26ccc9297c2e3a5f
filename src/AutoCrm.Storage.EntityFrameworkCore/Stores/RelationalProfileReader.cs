using AutoCrm.Customers;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Reads customers in one transaction.</summary>
internal sealed class RelationalProfileReader(RelationalDatabase database, DocumentTables documents) : IProfileReader
{
    /// <summary>The last code point, which comes after every letter of a name.</summary>
    private const string AfterAll = "\U0010FFFF";

    public Task<IReadOnlyList<StoredCustomer>> ReadAsync(
        IReadOnlyCollection<Id<Customer>> customers, Instant asOf, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        return database.ReadAsync(session => ReadAsync(session, customers, asOf), cancellationToken);
    }

    public Task<IReadOnlyList<NamedCustomer>> ListByNameAsync(
        string prefix, NamedCustomer? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.ReadAsync(session => ListByNameAsync(session, prefix, after, limit), cancellationToken);
    }

    private static async ValueTask<IReadOnlyList<NamedCustomer>> ListByNameAsync(StoreSession session, string prefix, NamedCustomer? after, int limit)
    {
        var select = session.Prepare(
            "SELECT value, owner_id FROM customers_search_names WHERE value >= $1 AND value < $2 AND (value > $3 OR owner_id > $4) ORDER BY value, owner_id LIMIT $5");
        select.BindText(1, after?.Name ?? prefix);
        select.BindText(2, prefix + AfterAll);
        select.BindText(3, after?.Name ?? "");
        select.Bind(4, after?.Customer ?? Id<Customer>.Empty);
        select.Bind(5, (long)limit);
        await session.SendLastAsync(select).ConfigureAwait(false);
        var named = new List<NamedCustomer>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            named.Add(new NamedCustomer(select.Text(0), select.Id<Customer>(1)));
        }

        return named;
    }

    private async ValueTask<IReadOnlyList<StoredCustomer>> ReadAsync(StoreSession session, IReadOnlyCollection<Id<Customer>> customers, Instant asOf)
    {
        var stored = new Dictionary<Id<Customer>, StoredCustomer>();
        var survivors = new Dictionary<Id<Customer>, Id<Customer>>();
        List<Id<Customer>> unread = [.. customers.Distinct()];
        while (unread.Count > 0)
        {
            foreach (var chunk in unread.Chunk(session.StatementsPerTrip))
            {
                await ReadAsync(session, chunk, asOf, stored, survivors).ConfigureAwait(false);
            }

            // The customers that those just read were merged into.
            unread = [.. unread.Where(survivors.ContainsKey).Select(id => survivors[id]).Where(id => !stored.ContainsKey(id) && !survivors.ContainsKey(id)).Distinct()];
        }

        return [.. customers.Select(id => Resolve(id, survivors)).Distinct().Select(stored.GetValueOrDefault).OfType<StoredCustomer>()];
    }

    /// <summary>Reads customers in one round trip, or notes what they were merged into.</summary>
    private async ValueTask ReadAsync(
        StoreSession session,
        Id<Customer>[] customers,
        Instant asOf,
        Dictionary<Id<Customer>, StoredCustomer> stored,
        Dictionary<Id<Customer>, Id<Customer>> survivors)
    {
        var table = documents.Get(typeof(Customer));
        var lineage = new LineageRows(session);
        var histories = new HistoryQueries(session, database.Kinds);
        Selects[] selects =
        [
            .. customers.Select((id, copy) => new Selects(
                table.Select(session, id.Value, copy),
                RecordQueries.SelectByCustomer(session, id, copy),
                histories.Select(id, asOf, null, copy),
                AssessmentTable.Select(session, id, copy),
                lineage.SelectByCustomer(id, copy))),
        ];
        await session.SendLastAsync([.. selects.SelectMany(select => select.All)]).ConfigureAwait(false);
        for (var i = 0; i < customers.Length; i++)
        {
            var (id, select) = (customers[i], selects[i]);
            if (await table.ReadAsync(select.Customer).ConfigureAwait(false) is not Customer customer)
            {
                continue;
            }

            if (customer.MergedInto is { } survivor)
            {
                survivors[id] = survivor;
                continue;
            }

            stored[id] = new StoredCustomer(
                customer,
                RecordQueries.OfCustomer(await RecordQueries.ReadAsync(session, select.Records).ConfigureAwait(false)),
                await histories.ReadAsync(select.History, asOf).ConfigureAwait(false) ?? CustomerHistory.Of(id, asOf, [], asOf),
                await AssessmentTable.FindAsync(select.Assessment).ConfigureAwait(false),
                await LineageRows.ReadAsync(select.Lineage).ConfigureAwait(false));
        }
    }

    private static Id<Customer> Resolve(Id<Customer> id, Dictionary<Id<Customer>, Id<Customer>> survivors)
    {
        while (survivors.TryGetValue(id, out var survivor))
        {
            id = survivor;
        }

        return id;
    }

    private sealed record Selects(SqlStatement Customer, SqlStatement Records, SqlStatement History, SqlStatement Assessment, SqlStatement Lineage)
    {
        public IEnumerable<SqlStatement> All => [Customer, Records, History, Assessment, Lineage];
    }
}
