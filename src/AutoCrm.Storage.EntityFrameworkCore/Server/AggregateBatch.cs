using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>The changes of aggregates of one kind: their stored versions are read and locked together, held against what the changes expect, and written together.</summary>
internal sealed class AggregateBatch(ServerSession session, DocumentTable table, IReadOnlyList<AggregateChange> changes)
{
    private static readonly IReadOnlyList<RelationalColumn> Ids = TableColumns.Of("ordinal, id", integers: "ordinal", ids: "id");

    private readonly Dictionary<Guid, int> versions = [];
    private readonly Dictionary<(IndexColumn Column, object Value), Guid> owners = [];
    private readonly IReadOnlyList<IndexColumn> unique = [.. table.Definition.Columns.Where(column => column.IsUnique)];

    /// <summary>Prepares the stored versions, and who has the values of unique columns.</summary>
    public IReadOnlyList<ServerStatement> Select()
    {
        var rows = new RowList(Ids);
        for (var i = 0; i < changes.Count; i++)
        {
            rows.Bind(1, (long)i);
            rows.Bind(2, changes[i].Aggregate.Key);
            rows.EndRow();
        }

        return
        [
            session.PrepareOnServer(
                $"SELECT t.id, t.version FROM {rows.Text(session.Dialect)} JOIN {table.Name} t ON t.id = q.id ORDER BY t.id{session.Dialect.LockRows}").BindRows(rows),
            .. unique.Select(SelectOwners),
        ];
    }

    public async ValueTask ReadAsync(IReadOnlyList<ServerStatement> selects)
    {
        while (await selects[0].ReadAsync().ConfigureAwait(false))
        {
            versions[selects[0].Guid(0)] = (int)selects[0].Int64(1);
        }

        for (var i = 0; i < unique.Count; i++)
        {
            var select = selects[i + 1];
            while (await select.ReadAsync().ConfigureAwait(false))
            {
                owners[(unique[i], unique[i].Read(changes[(int)select.Int64(0)].Aggregate)!)] = select.Guid(1);
            }
        }
    }

    /// <exception cref="ConcurrencyException">One is not stored as it was read.</exception>
    /// <exception cref="DomainException">A unique column would hold a value twice.</exception>
    public void Check()
    {
        foreach (var change in changes)
        {
            var id = change.Aggregate.Key;
            if (change.Kind != AggregateChangeKind.Delete)
            {
                foreach (var column in unique)
                {
                    if (column.Read(change.Aggregate) is { } value)
                    {
                        if (owners.TryGetValue((column, value), out var owner) && owner != id)
                        {
                            throw change.CreateUniqueException(column);
                        }
                    }
                }
            }

            var isStored = versions.TryGetValue(id, out var stored);
            if ((isStored ? stored : 0) != change.ExpectedVersion)
            {
                throw change.CreateConcurrencyException(isStored ? stored : null);
            }

            Note(change);
        }
    }

    /// <summary>Enqueues the changes, in their order.</summary>
    public async ValueTask EnqueueAsync(TableWriter writer)
    {
        // A unique value may pass from one to the other, which only the order of the changes says.
        foreach (var run in unique.Count > 0 ? changes.Select(change => new[] { change }) : changes.GroupBy(change => change.Kind).Select(group => group.ToArray()))
        {
            await EnqueueAsync(writer, run[0].Kind, run).ConfigureAwait(false);
        }
    }

    private async ValueTask EnqueueAsync(TableWriter writer, AggregateChangeKind kind, AggregateChange[] run)
    {
        if (kind != AggregateChangeKind.Add)
        {
            var ids = new RowList(Ids);
            foreach (var change in run)
            {
                ids.Bind(1, 0L);
                ids.Bind(2, change.Aggregate.Key);
                ids.EndRow();
            }

            foreach (var list in table.Lists)
            {
                await DeleteAsync(list.Name, "owner_id", ids).ConfigureAwait(false);
            }

            if (kind == AggregateChangeKind.Delete)
            {
                await DeleteAsync(table.Name, "id", ids).ConfigureAwait(false);
                return;
            }
        }

        var rows = new RowList(table.RowColumns);
        foreach (var change in run)
        {
            table.BindRow(rows, change.Aggregate);
            rows.EndRow();
        }

        if (kind == AggregateChangeKind.Add)
        {
            await writer.InsertAsync(table.Name, rows).ConfigureAwait(false);
        }
        else
        {
            await writer.UpdateAsync(table.Name, "id", rows).ConfigureAwait(false);
        }

        foreach (var list in table.Lists)
        {
            var parts = new RowList(list.RowColumns);
            foreach (var change in run)
            {
                list.BindRows(parts, change.Aggregate);
            }

            await writer.InsertAsync(list.Name, parts).ConfigureAwait(false);
        }
    }

    private ValueTask DeleteAsync(string from, string key, RowList ids) =>
        session.PrepareOnServer($"DELETE FROM {from} WHERE {key} IN (SELECT q.id FROM {ids.Text(session.Dialect)})").BindRows(ids).EnqueueAsync();

    /// <summary>Notes what a change leaves, against which the next is held.</summary>
    private void Note(AggregateChange change)
    {
        var id = change.Aggregate.Key;
        foreach (var taken in owners.Where(owner => owner.Value == id).Select(owner => owner.Key).ToList())
        {
            owners.Remove(taken);
        }

        versions.Remove(id);
        if (change.Kind != AggregateChangeKind.Delete)
        {
            versions[id] = change.NextVersion;
            foreach (var column in unique)
            {
                if (column.Read(change.Aggregate) is { } value)
                {
                    owners[(column, value)] = id;
                }
            }
        }
    }

    private ServerStatement SelectOwners(IndexColumn column)
    {
        var rows = new RowList([new("ordinal", ColumnType.Integer), new("value", column.Type)]);
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i].Kind != AggregateChangeKind.Delete && column.Read(changes[i].Aggregate) is { } value)
            {
                rows.Bind(1, (long)i);
                rows.BindColumn(2, value);
                rows.EndRow();
            }
        }

        return session.PrepareOnServer(
            $"SELECT q.ordinal, t.id FROM {rows.Text(session.Dialect)} JOIN {table.Name} t ON t.{Parameters.Quote(column.Name)} = q.value").BindRows(rows);
    }
}
