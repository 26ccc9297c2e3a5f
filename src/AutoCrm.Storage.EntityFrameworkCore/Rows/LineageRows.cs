using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Writes and reads the decisions on identity.</summary>
internal sealed class LineageRows(StoreSession session)
{
    public const string Columns = "id, kind, customer_id, other_id, undoes, decided_at, decided_by, why, records, evidence";

    public ValueTask AppendAsync(LineageEntry entry)
    {
        var insert = session.Prepare($"INSERT INTO lineage ({Columns}) VALUES ({Parameters.From(1, 10)})");
        Bind(insert, entry);
        return insert.EnqueueAsync();
    }

    /// <summary>Binds all of <see cref="Columns"/>.</summary>
    public static void Bind(RowBinder row, LineageEntry entry)
    {
        row.Bind(1, entry.Id);
        row.Bind(2, (long)entry.Kind);
        row.Bind(3, entry.Customer);
        row.Bind(4, entry.Other);
        row.Bind(5, entry.Undoes);
        row.Bind(6, entry.At);
        row.BindText(7, entry.By);
        row.BindText(8, entry.Why);
        row.BindText(9, AutoCrmJson.Serialize(entry.Records));
        row.BindText(10, AutoCrmJson.Serialize(entry.Evidence));
    }

    /// <summary>Puts a decision in the place of the one with its id.</summary>
    public async ValueTask OverwriteAsync(LineageEntry entry)
    {
        var update = session.Prepare("UPDATE lineage SET why = $1, records = $2, evidence = $3 WHERE id = $4");
        update.BindText(1, entry.Why);
        update.BindText(2, AutoCrmJson.Serialize(entry.Records));
        update.BindText(3, AutoCrmJson.Serialize(entry.Evidence));
        update.Bind(4, entry.Id);
        await update.EnqueueAsync().ConfigureAwait(false);
    }

    public async ValueTask<LineageEntry?> FindAsync(Id<LineageEntry> id)
    {
        var select = Select("WHERE id = $1");
        select.Bind(1, id);
        return (await ReadAsync(select).ConfigureAwait(false)).FirstOrDefault();
    }

    /// <summary>Prepares the decisions on a customer, for <see cref="ReadAsync"/>.</summary>
    public SqlStatement SelectByCustomer(Id<Customer> customer, int copy = 0)
    {
        var select = Select("WHERE customer_id = $1 OR other_id = $2 ORDER BY decided_at, entry_no", copy);
        select.Bind(1, customer);
        select.Bind(2, customer);
        return select;
    }

    public ValueTask<List<LineageEntry>> ListSeparationsAsync() => ReadAsync(Select("WHERE kind >= 2 ORDER BY decided_at, entry_no"));

    /// <summary>The id that a customer resolves to now.</summary>
    public async ValueTask<Id<Customer>?> FindCurrentAsync(Id<Customer> customer)
    {
        var mergedInto = session.Prepare("SELECT merged_into FROM customers WHERE id = $1");
        while (true)
        {
            mergedInto.Bind(1, customer);
            if (!await mergedInto.ReadAsync().ConfigureAwait(false))
            {
                return await HasRecordsAsync(customer).ConfigureAwait(false) ? customer : null;
            }

            var survivor = mergedInto.IdOrNull<Customer>(0);
            mergedInto.Reset();
            if (survivor is null)
            {
                return customer;
            }

            customer = survivor.Value;
        }
    }

    public static async ValueTask<List<LineageEntry>> ReadAsync(SqlStatement row)
    {
        var entries = new List<LineageEntry>();
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            entries.Add(new LineageEntry
            {
                Id = row.Id<LineageEntry>(0),
                Kind = (LineageKind)row.Int64(1),
                Customer = row.Id<Customer>(2),
                Other = row.IdOrNull<Customer>(3),
                Undoes = row.IdOrNull<LineageEntry>(4),
                At = row.Instant(5),
                By = row.PooledString(6),
                Why = row.Text(7),
                Records = AutoCrmJson.Deserialize<SourceRef[]>(row.Bytes(8))!,
                Evidence = AutoCrmJson.Deserialize<MatchEvidence[]>(row.Bytes(9))!,
            });
        }

        return entries;
    }

    private SqlStatement Select(string where, int copy = 0) => session.Prepare($"SELECT {Columns} FROM lineage {where}", copy);

    private async ValueTask<bool> HasRecordsAsync(Id<Customer> customer)
    {
        var any = session.Prepare("SELECT 1 FROM source_records WHERE customer_id = $1 LIMIT 1");
        any.Bind(1, customer);
        return await any.ReadNumberAsync().ConfigureAwait(false) is not null;
    }
}
