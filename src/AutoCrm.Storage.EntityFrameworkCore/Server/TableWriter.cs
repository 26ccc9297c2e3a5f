using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>Writes rows into a table: few as parameters of one statement, which waits for the next round trip, and many by a bulk load.</summary>
internal sealed class TableWriter(ServerSession session)
{
    private const int MostParameters = 200;

    private readonly RelationalDialect dialect = session.Dialect;

    /// <summary>Adds rows in their order.</summary>
    public async ValueTask InsertAsync(string table, RowList rows)
    {
        if (rows.Count > MostParameters)
        {
            await session.LoadAsync(table, rows.Columns, writer => rows.WriteAsync(writer, session.Token)).ConfigureAwait(false);
        }
        else if (rows.Count > 0)
        {
            await session.PrepareOnServer(Insert(table, rows)).BindRows(rows).EnqueueAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Adds messages to the outbox.</summary>
    public ValueTask InsertMessagesAsync(IReadOnlyList<OutboxMessage> messages)
    {
        if (messages.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        session.HoldOutbox();
        return InsertAsync("outbox", ServerRows.Of(messages));
    }

    /// <summary>Adds rows whose key is not there yet.</summary>
    public ValueTask InsertMissingAsync(string table, RowList rows) =>
        rows.Count == 0 ? ValueTask.CompletedTask : session.PrepareOnServer(dialect.InsertMissing(Insert(table, rows))).BindRows(rows).EnqueueAsync();

    /// <summary>Adds rows whose key is not there yet, without waiting for other statements.</summary>
    /// <returns>How many were added.</returns>
    public ValueTask<int> InsertMissingNowAsync(string table, RowList rows) => session.PrepareOnServer(dialect.InsertMissing(Insert(table, rows))).BindRows(rows).ExecuteAsync();

    /// <summary>Sets the columns of rows that are there.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">Its key, which is the first column of the rows.</param>
    /// <param name="rows">The rows.</param>
    public ValueTask UpdateAsync(string table, string key, RowList rows) => rows.Count == 0
        ? ValueTask.CompletedTask
        : session.PrepareOnServer(
            $"UPDATE {table} AS t SET {string.Join(", ", rows.Columns.Skip(1).Select(column => $"{Parameters.Quote(column.Name)} = q.{Parameters.Quote(column.Name)}"))} " +
            $"FROM {rows.Text(dialect)} WHERE t.{key} = q.{key}").BindRows(rows).EnqueueAsync();

    private string Insert(string table, RowList rows) =>
        $"INSERT INTO {table} ({TableColumns.Names(rows.Columns)}) SELECT {TableColumns.Names(rows.Columns, "q.")} FROM {rows.Text(dialect)}";
}
