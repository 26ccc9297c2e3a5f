using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>
/// The table of one kind of aggregate: id, version, the state as JSON, and the declared columns; each declared list has a table of its own with
/// the declared members of the parts.
/// </summary>
internal sealed class DocumentTable : DeclaredTable
{
    private readonly string insert;
    private readonly string update;
    private readonly string delete;
    private readonly string find;
    private readonly IReadOnlyList<(IndexColumn Column, string Select)> unique;
    private readonly IReadOnlyList<DocumentListTable> lists;

    public DocumentTable(AggregateDefinition definition)
    {
        Definition = definition;
        Name = definition.Name.Replace('.', '_');
        lists = [.. definition.Lists.Select(list => new DocumentListTable(Name, list))];
        var names = string.Join(", ", ["version", "state_version", "content", .. definition.Columns.Select(column => Parameters.Quote(column.Name))]);
        var count = definition.Columns.Count;
        insert = $"INSERT INTO {Name} (id, {names}) VALUES ({Parameters.From(1, 4 + count)}) ON CONFLICT DO NOTHING";
        update = $"UPDATE {Name} SET {Parameters.Assign(names, 1)} WHERE id = ${4 + count} AND version = ${5 + count}";
        delete = $"DELETE FROM {Name} WHERE id = $1 AND version = $2";
        find = $"SELECT version, state_version, content FROM {Name} WHERE id = $1";
        RowColumns =
        [
            new("id", ColumnType.Id), new("version", ColumnType.Integer), new("state_version", ColumnType.Integer), new("content", ColumnType.Text),
            .. definition.Columns.Select(column => new RelationalColumn(column.Name, column.Type)),
        ];
        unique = [.. definition.Columns.Where(column => column.IsUnique).Select(column => (column, $"SELECT 1 FROM {Name} WHERE {Parameters.Quote(column.Name)} = $1 AND id <> $2"))];
    }

    public AggregateDefinition Definition { get; }

    public override string Component => Definition.Name;

    public override string Name { get; }

    public override Declaration Declaration => Declaration.Of(Definition);

    public override IReadOnlyList<DocumentListTable> Lists => lists;

    /// <summary>The columns of a row, the id first.</summary>
    public IReadOnlyList<RelationalColumn> RowColumns { get; }

    /// <summary>Binds a row of <see cref="RowColumns"/> with the version after the aggregate's.</summary>
    public void BindRow(RowBinder row, AggregateRoot aggregate)
    {
        row.Bind(1, aggregate.Key);
        BindContent(row, 2, aggregate);
    }

    public override string DescribeFixedColumns(SchemaDialect dialect) =>
        $"id {dialect.TypeOf(ColumnType.Id)} NOT NULL PRIMARY KEY, version {dialect.TypeOf(ColumnType.Integer)} NOT NULL, " +
        $"state_version {dialect.TypeOf(ColumnType.Integer)} NOT NULL, content {dialect.TypeOf(ColumnType.Text)} NOT NULL";

    public ValueTask<AggregateRoot?> FindAsync(StoreSession session, Guid key) => ReadAsync(Select(session, key));

    /// <summary>Prepares an aggregate, for <see cref="ReadAsync"/>.</summary>
    public SqlStatement Select(StoreSession session, Guid key, int copy = 0)
    {
        var select = session.Prepare(find, copy);
        select.Bind(1, key);
        return select;
    }

    public async ValueTask<AggregateRoot?> ReadAsync(SqlStatement select)
    {
        if (!await select.ReadAsync().ConfigureAwait(false))
        {
            return null;
        }

        var aggregate = Definition.Deserialize(select.Text(2), (int)select.Int64(1), (int)select.Int64(0));
        select.Reset();
        return aggregate;
    }

    /// <summary>The stored version of an aggregate, or <see langword="null"/>.</summary>
    public async ValueTask<int?> FindVersionAsync(StoreSession session, Guid key)
    {
        var select = session.Prepare($"SELECT version FROM {Name} WHERE id = $1");
        select.Bind(1, key);
        return (int?)await select.ReadNumberAsync().ConfigureAwait(false);
    }

    /// <summary>The first unique column of which another aggregate has the same value, or <see langword="null"/>.</summary>
    public async ValueTask<IndexColumn?> FindDuplicateAsync(StoreSession session, AggregateRoot aggregate)
    {
        foreach (var (column, text) in unique)
        {
            if (column.Read(aggregate) is { } value)
            {
                var select = session.Prepare(text);
                select.BindColumn(1, value);
                select.Bind(2, aggregate.Key);
                if (await select.ReadNumberAsync().ConfigureAwait(false) is not null)
                {
                    return column;
                }
            }
        }

        return null;
    }

    /// <summary>Inserts as the version after the aggregate's, answering <see langword="false"/> where the id is taken.</summary>
    public async ValueTask<bool> TryInsertAsync(StoreSession session, AggregateRoot aggregate)
    {
        var statement = session.Prepare(insert);
        statement.Bind(1, aggregate.Key);
        BindContent(statement, 2, aggregate);
        if (await statement.ExecuteAsync().ConfigureAwait(false) == 0)
        {
            return false;
        }

        foreach (var list in lists)
        {
            await list.InsertAsync(session, aggregate).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Updates to the next version, answering <see langword="false"/> where the version that was read is not stored any more.</summary>
    public async ValueTask<bool> TryUpdateAsync(StoreSession session, AggregateRoot aggregate)
    {
        var statement = session.Prepare(update);
        BindContent(statement, 1, aggregate);
        statement.Bind(4 + Definition.Columns.Count, aggregate.Key);
        statement.Bind(5 + Definition.Columns.Count, (long)aggregate.Version);
        if (await statement.ExecuteAsync().ConfigureAwait(false) == 0)
        {
            return false;
        }

        foreach (var list in lists)
        {
            await list.ClearAsync(session, aggregate.Key).ConfigureAwait(false);
            await list.InsertAsync(session, aggregate).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Deletes, answering <see langword="false"/> where the version that was read is not stored any more.</summary>
    public async ValueTask<bool> TryDeleteAsync(StoreSession session, AggregateRoot aggregate)
    {
        foreach (var list in lists)
        {
            await list.ClearAsync(session, aggregate.Key).ConfigureAwait(false);
        }

        var statement = session.Prepare(delete);
        statement.Bind(1, aggregate.Key);
        statement.Bind(2, (long)aggregate.Version);
        return await statement.ExecuteAsync().ConfigureAwait(false) == 1;
    }

    /// <summary>Fills the columns and list tables from the states, a page of aggregates at a time.</summary>
    public override async ValueTask BackfillAsync(StoreSession session)
    {
        const int Page = 500;
        var page = session.Prepare($"SELECT id, version, state_version, content FROM {Name} WHERE id > $1 ORDER BY id LIMIT $2");
        var aggregates = new List<AggregateRoot>();
        var last = Guid.Empty;
        do
        {
            aggregates.Clear();
            page.Bind(1, last);
            page.Bind(2, (long)Page);
            while (await page.ReadAsync().ConfigureAwait(false))
            {
                aggregates.Add(Definition.Deserialize(page.Text(3), (int)page.Int64(2), (int)page.Int64(1)));
                last = page.Guid(0);
            }

            foreach (var aggregate in aggregates)
            {
                await FillColumnsAsync(session, aggregate).ConfigureAwait(false);
            }
        }
        while (aggregates.Count == Page);
    }

    public override async ValueTask<string?> FindDoubledValueAsync(StoreSession session, string column)
    {
        var name = Parameters.Quote(column);
        var select = session.Prepare(
            $"SELECT version, state_version, content FROM {Name} WHERE {name} = " +
            $"(SELECT {name} FROM {Name} WHERE {name} IS NOT NULL GROUP BY {name} HAVING count(*) > 1 ORDER BY {name} LIMIT 1) LIMIT 1");
        if (!await select.ReadAsync().ConfigureAwait(false))
        {
            return null;
        }

        var aggregate = Definition.Deserialize(select.Text(2), (int)select.Int64(1), (int)select.Int64(0));
        select.Reset();
        return $"{Definition.Columns.First(declared => declared.Name == column).Read(aggregate)}";
    }

    /// <summary>Stores the declared columns and lists anew, and neither state nor version.</summary>
    private async ValueTask FillColumnsAsync(StoreSession session, AggregateRoot aggregate)
    {
        if (Definition.Columns.Count > 0)
        {
            var names = string.Join(", ", Definition.Columns.Select(column => Parameters.Quote(column.Name)));
            var statement = session.Prepare($"UPDATE {Name} SET {Parameters.Assign(names, 1)} WHERE id = ${1 + Definition.Columns.Count}");
            for (var i = 0; i < Definition.Columns.Count; i++)
            {
                statement.BindColumn(1 + i, Definition.Columns[i].Read(aggregate));
            }

            statement.Bind(1 + Definition.Columns.Count, aggregate.Key);
            await statement.EnqueueAsync().ConfigureAwait(false);
        }

        foreach (var list in lists)
        {
            await list.ClearAsync(session, aggregate.Key).ConfigureAwait(false);
            await list.InsertAsync(session, aggregate).ConfigureAwait(false);
        }
    }

    private void BindContent(RowBinder statement, int first, AggregateRoot aggregate)
    {
        statement.Bind(first, aggregate.Version + 1L);
        statement.Bind(first + 1, (long)Definition.StateVersion);
        statement.BindText(first + 2, Definition.Serialize(aggregate));
        for (var i = 0; i < Definition.Columns.Count; i++)
        {
            statement.BindColumn(first + 3 + i, Definition.Columns[i].Read(aggregate));
        }
    }
}
