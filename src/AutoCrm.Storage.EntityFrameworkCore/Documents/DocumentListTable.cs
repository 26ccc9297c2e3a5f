using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>The declared members of the parts of a list, a row each, by which specifications find the aggregate.</summary>
internal sealed class DocumentListTable
{
    private readonly string insert;
    private readonly string clear;

    public DocumentListTable(string owner, IndexList list)
    {
        List = list;
        Name = $"{owner}_{list.Name}";
        insert = $"INSERT INTO {Name} (owner_id, ordinal, {string.Join(", ", list.Columns.Select(column => Parameters.Quote(column.Name)))}) " +
            $"VALUES ({Parameters.From(1, 2 + list.Columns.Count)})";
        clear = $"DELETE FROM {Name} WHERE owner_id = $1";
    }

    public IndexList List { get; }

    public string Name { get; }

    public async ValueTask InsertAsync(StoreSession session, AggregateRoot aggregate)
    {
        var statement = session.Prepare(insert);
        var ordinal = 0;
        foreach (var part in List.Read(aggregate))
        {
            statement.Bind(1, aggregate.Key);
            statement.Bind(2, (long)ordinal++);
            for (var i = 0; i < List.Columns.Count; i++)
            {
                statement.BindColumn(3 + i, List.Columns[i].Read(part));
            }

            await statement.EnqueueAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The columns of a row.</summary>
    public IReadOnlyList<RelationalColumn> RowColumns =>
    [
        new("owner_id", ColumnType.Id), new("ordinal", ColumnType.Integer), .. List.Columns.Select(column => new RelationalColumn(column.Name, column.Type)),
    ];

    /// <summary>Adds a row of <see cref="RowColumns"/> for each part of an aggregate.</summary>
    public void BindRows(Server.RowList rows, AggregateRoot aggregate)
    {
        var ordinal = 0;
        foreach (var part in List.Read(aggregate))
        {
            rows.Bind(1, aggregate.Key);
            rows.Bind(2, (long)ordinal++);
            for (var i = 0; i < List.Columns.Count; i++)
            {
                rows.BindColumn(3 + i, List.Columns[i].Read(part));
            }

            rows.EndRow();
        }
    }

    public async ValueTask ClearAsync(StoreSession session, Guid owner)
    {
        var statement = session.Prepare(clear);
        statement.Bind(1, owner);
        await statement.EnqueueAsync().ConfigureAwait(false);
    }
}
