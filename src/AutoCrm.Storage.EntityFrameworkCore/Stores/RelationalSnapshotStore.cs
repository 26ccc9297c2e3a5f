using System.Runtime.CompilerServices;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Snapshots as JSON, the latest and the one before in one row per customer.</summary>
internal sealed class RelationalSnapshotStore<T>(RelationalDatabase database, MessageDefinitions messages) : ISnapshotStore<T>
    where T : ISnapshotContent
{
    private static readonly string Insert =
        $"INSERT INTO {SnapshotTable<T>.Name} (customer_id, as_of, content, {SnapshotTable<T>.Extra}) " +
        $"VALUES ({Parameters.From(1, 3 + SnapshotTable<T>.ExtraCount)}) ON CONFLICT DO NOTHING";

    private static readonly string Update =
        $"UPDATE {SnapshotTable<T>.Name} SET previous_as_of = as_of, previous_content = content, as_of = $1, content = $2, " +
        $"{Parameters.Assign(SnapshotTable<T>.Extra, 3)} WHERE {SnapshotTable<T>.OfKind}customer_id = ${3 + SnapshotTable<T>.ExtraCount}";

    private static readonly string One =
        $"SELECT as_of, content, previous_as_of, previous_content FROM {SnapshotTable<T>.Name} WHERE {SnapshotTable<T>.OfKind}customer_id = $1";

    private static readonly string All =
        $"SELECT customer_id, as_of, content FROM {SnapshotTable<T>.Name} " +
        $"WHERE {SnapshotTable<T>.OfKind}customer_id > $1 AND customer_id <= $2 ORDER BY customer_id";

    private static readonly string DeleteMerged =
        $"DELETE FROM {SnapshotTable<T>.Name} WHERE {SnapshotTable<T>.OfKind}customer_id IN (SELECT id FROM customers WHERE merged_into IS NOT NULL)";

    public Task<Snapshot<T>?> LatestAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        FindAsync(customer, 0, cancellationToken);

    public Task<Snapshot<T>?> PreviousAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        FindAsync(customer, 2, cancellationToken);

    public async IAsyncEnumerable<Snapshot<T>> StreamAsync(
        CustomerRange range, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var rows = session.Prepare(All);
        RecordQueries.Bind(rows, 1, range);
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new Snapshot<T>(rows.Id<Customer>(0), rows.Instant(1), SnapshotJson.Read<T>(rows.Text(2)));
        }
    }

    public async Task<int> SaveAsync(
        IReadOnlyList<Snapshot<T>> snapshots,
        Func<Snapshot<T>, Snapshot<T>, IEnumerable<IDomainEvent>> changes,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(changes);
        using var session = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        var insert = session.Prepare(Insert);
        var written = 0;
        foreach (var snapshot in snapshots)
        {
            var text = SnapshotJson.Write(snapshot.Content);
            insert.Bind(1, snapshot.Customer);
            insert.Bind(2, snapshot.AsOf);
            insert.BindText(3, text);
            SnapshotTable<T>.BindExtra(insert, 4, snapshot.Content);
            if (insert.Execute() == 1 || Replace(session, snapshot, text, changes))
            {
                written++;
            }
        }

        session.Commit();
        return written;
    }

    public async Task<int> RemoveMergedAsync(CancellationToken cancellationToken = default)
    {
        using var session = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        var removed = session.Prepare(DeleteMerged).Execute();
        session.Commit();
        return removed;
    }

    private bool Replace(
        StoreSession session, Snapshot<T> snapshot, string text, Func<Snapshot<T>, Snapshot<T>, IEnumerable<IDomainEvent>> changes)
    {
        var find = session.Prepare(One);
        find.Bind(1, snapshot.Customer);
        find.Read();
        var latest = (AsOf: find.Instant(0), Text: find.Text(1));
        find.Reset();
        if (latest.AsOf == StoredForm.Truncate(snapshot.AsOf) && latest.Text == text)
        {
            return false;
        }

        var update = session.Prepare(Update);
        update.Bind(1, snapshot.AsOf);
        update.BindText(2, text);
        SnapshotTable<T>.BindExtra(update, 3, snapshot.Content);
        update.Bind(3 + SnapshotTable<T>.ExtraCount, snapshot.Customer);
        update.Execute();

        var outbox = new OutboxRows(session);
        foreach (var domainEvent in changes(new Snapshot<T>(snapshot.Customer, latest.AsOf, SnapshotJson.Read<T>(latest.Text)), snapshot))
        {
            outbox.Add(messages.Create(domainEvent));
        }

        return true;
    }

    private async Task<Snapshot<T>?> FindAsync(Id<Customer> customer, int column, CancellationToken cancellationToken)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var find = session.Prepare(One);
        find.Bind(1, customer);
        if (!find.Read() || find.IsNull(column))
        {
            return null;
        }

        return new Snapshot<T>(customer, find.Instant(column), SnapshotJson.Read<T>(find.Text(column + 1)));
    }
}
