using AutoCrm.Customers;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Reads customers in one transaction.</summary>
internal sealed class RelationalProfileReader(RelationalDatabase database, DocumentTables documents) : IProfileReader
{
    /// <summary>The last code point, which comes after every letter of a name.</summary>
    private const string AfterAll = "\U0010FFFF";

    public async Task<IReadOnlyList<StoredCustomer>> ReadAsync(
        IReadOnlyCollection<Id<Customer>> customers, Instant asOf, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var lineage = new LineageRows(session);
        var histories = new HistoryQueries(session, database.Kinds);
        var table = documents.Get(typeof(Customer));
        var found = new List<StoredCustomer>(customers.Count);
        foreach (var id in customers.Select(lineage.Current).OfType<Id<Customer>>().Distinct())
        {
            if (table.Find(session, id.Value) is Customer customer)
            {
                found.Add(new StoredCustomer(
                    customer,
                    RecordQueries.OfCustomer(session, id),
                    histories.Read(id, asOf, null) ?? CustomerHistory.Of(id, asOf, [], asOf),
                    AssessmentTable.Find(session, id),
                    lineage.Of(id)));
            }
        }

        return found;
    }

    public async Task<IReadOnlyList<NamedCustomer>> ListByNameAsync(
        string prefix, NamedCustomer? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var select = session.Prepare(
            "SELECT value, owner_id FROM customers_search_names WHERE value >= $1 AND value < $2 AND (value > $3 OR owner_id > $4) ORDER BY value, owner_id LIMIT $5");
        select.BindText(1, after?.Name ?? prefix);
        select.BindText(2, prefix + AfterAll);
        select.BindText(3, after?.Name ?? "");
        select.Bind(4, after?.Customer ?? Id<Customer>.Empty);
        select.Bind(5, (long)limit);
        var named = new List<NamedCustomer>();
        while (select.Read())
        {
            named.Add(new NamedCustomer(select.Text(0), select.Id<Customer>(1)));
        }

        return named;
    }
}
