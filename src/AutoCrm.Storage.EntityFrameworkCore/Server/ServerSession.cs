using System.Data.Common;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>
/// A transaction on a connection of its own. What is enqueued travels with the next statement that is waited for, and the beginning of the transaction with
/// the first one, so that a round trip is paid only where something is read.
/// </summary>
internal sealed class ServerSession : StoreSession
{
    private const int Copies = 64;

    private static readonly RelationalColumn[] NumberColumns = [new("number", SharedKernel.ColumnType.Integer)];

    private readonly ServerSessions sessions;
    private readonly DbConnection connection;
    private readonly bool isWriting;
    private readonly CancellationToken cancellationToken;
    private readonly List<ServerCommand> pending = [];
    private readonly Queue<ServerStatement> sent = [];
    private ServerResults? results;
    private ServerStatement? current;
    private bool hasBegun;
    private bool hasFailed;
    private bool holdsOutbox;
    private bool endsWhenRead;
    private string? transaction;

    public ServerSession(ServerSessions sessions, DbConnection connection, bool isWriting, CancellationToken cancellationToken)
    {
        this.sessions = sessions;
        this.connection = connection;
        this.isWriting = isWriting;
        this.cancellationToken = cancellationToken;
        Systems = new ServerSystems(this, sessions.Systems);
    }

    public RelationalDialect Dialect => sessions.Dialect;

    /// <summary>The token of the operation that the session serves.</summary>
    public CancellationToken Token => cancellationToken;

    public TextPool Strings { get; } = new();

    public override SourceSystems Systems { get; }

    public override int StatementsPerTrip => Copies;

    public override bool KeepsContentHashes => true;

    /// <summary>Whether it writes many batches, or changes the schema. Its statements may take as long as they take.</summary>
    public bool IsBulk { get; init; }

    public ServerStatement PrepareOnServer(string sql, int copy = 0) => (ServerStatement)Prepare(sql, copy);

    public void Enqueue(ServerCommand command) => pending.Add(command);

    public override ValueTask SendAsync(params ReadOnlySpan<SqlStatement> statements) => SendAsync(statements.ToArray(), isLast: false);

    public override ValueTask SendLastAsync(params ReadOnlySpan<SqlStatement> statements) => SendAsync(statements.ToArray(), isLast: !isWriting);

    /// <summary>Waits until nobody else has locked a number, and locks it until the transaction ends.</summary>
    public ValueTask LockAsync(long number)
    {
        var numbers = new RowList(NumberColumns);
        numbers.Bind(1, number);
        numbers.EndRow();
        return SendAsync(PrepareOnServer(Dialect.LockNumbers(numbers.Text(Dialect))).BindRows(numbers));
    }

    /// <summary>Sends what is enqueued, so that its errors come to light here.</summary>
    public async ValueTask FlushAsync()
    {
        if (pending.Count > 0)
        {
            await SendAsync([], isLast: false).ConfigureAwait(false);
            await CloseReaderAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask<int> ExecuteAsync(ServerStatement statement)
    {
        await FinishReadingAsync().ConfigureAwait(false);
        Enqueue(statement.CreateCommand());
        await SendAsync([], isLast: false).ConfigureAwait(false);
        var last = results!;
        await CloseReaderAsync().ConfigureAwait(false);
        return last.CountChanged(1);
    }

    public ValueTask<bool> ReadAsync(ServerStatement statement)
    {
        if (current == statement && statement.IsSent)
        {
            var next = results!.Reader.ReadAsync(cancellationToken);
            if (next.IsCompletedSuccessfully && next.Result)
            {
                return ValueTask.FromResult(true);
            }

            return ReadNextAsync(statement, next);
        }

        return ReadFirstAsync(statement);
    }

    /// <summary>Reads which source systems were added since they were read last.</summary>
    public async ValueTask ReadSystemsAsync()
    {
        await SendAsync([], isLast: !isWriting && !hasBegun).ConfigureAwait(false);
        await CloseReaderAsync().ConfigureAwait(false);
    }

    public override void HoldOutbox()
    {
        if (!holdsOutbox)
        {
            holdsOutbox = true;
            Enqueue(new ServerCommand(Dialect.HoldOutbox, []) { HasRows = true });
        }
    }

    public override string? BeginClaim()
    {
        foreach (var query in Dialect.BeginClaim)
        {
            Enqueue(new ServerCommand(query, []) { HasRows = true });
        }

        return Dialect.ClaimCondition;
    }

    public override async ValueTask<string?> FindOutboxHolderAsync()
    {
        var select = Prepare(Dialect.SelectOutboxHolder);
        if (!await select.ReadAsync().ConfigureAwait(false))
        {
            return null;
        }

        var holder = select.TextOrNull(0);
        select.Reset();
        return holder;
    }

    public override async ValueTask<int> ExecuteEachAsync(string sql, int count, Action<RowBinder, int> bind)
    {
        await FinishReadingAsync().ConfigureAwait(false);
        var statement = PrepareOnServer(sql);
        for (var i = 0; i < count; i++)
        {
            bind(statement, i);
            Enqueue(statement.CreateCommand());
        }

        await SendAsync([], isLast: false).ConfigureAwait(false);
        var last = results!;
        await CloseReaderAsync().ConfigureAwait(false);
        return last.CountChanged(count);
    }

    /// <summary>Gives numbers to systems, for all sessions and for good.</summary>
    public ValueTask AddSystemsAsync(IReadOnlyList<string> names) => sessions.AddSystemsAsync(names, cancellationToken);

    /// <summary>Loads rows into a table in bulk, after what is enqueued.</summary>
    public async ValueTask LoadAsync(string table, IReadOnlyList<RelationalColumn> columns, Func<RelationalBulkWriter, ValueTask> write)
    {
        await FinishReadingAsync().ConfigureAwait(false);
        if (!hasBegun)
        {
            await SendAsync([], isLast: false).ConfigureAwait(false);
            await CloseReaderAsync().ConfigureAwait(false);
        }

        await FlushAsync().ConfigureAwait(false);
        try
        {
            var writer = await Dialect.BeginBulkAsync(connection, table, columns, cancellationToken).ConfigureAwait(false);
            await using (writer.ConfigureAwait(false))
            {
                await write(writer).ConfigureAwait(false);
                await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DbException exception)
        {
            throw sessions.Translate(exception);
        }
    }

    /// <summary>Undoes what was done since a savepoint, after an error.</summary>
    public async ValueTask RollbackToAsync(string savepoint)
    {
        await FinishReadingAsync().ConfigureAwait(false);
        pending.Clear();
        Enqueue(new ServerCommand($"ROLLBACK TO SAVEPOINT {savepoint}", []));
        await FlushAsync().ConfigureAwait(false);
    }

    public override async ValueTask CommitAsync()
    {
        await FinishReadingAsync().ConfigureAwait(false);
        if (hasBegun || pending.Count > 0)
        {
            try
            {
                await SendAsync([], isLast: true).ConfigureAwait(false);
                await CloseReaderAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (ServerSessions.IsConnectionLost(exception))
            {
                // Certain is only that it was sent, or not: the database knows what became of it.
                if (await sessions.FindOutcomeAsync(transaction, exception, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                throw;
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await FinishReadingAsync().ConfigureAwait(false);
            if (hasBegun && connection.State == System.Data.ConnectionState.Open)
            {
                hasBegun = false;
                var rollback = connection.CreateCommand();
                await using (rollback.ConfigureAwait(false))
                {
                    rollback.CommandText = Dialect.Rollback;
                    await rollback.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or OperationCanceledException or AutoCrm.SharedKernel.StoreException)
        {
            // The error that led here is on its way to the caller; the server rolls back what a closed connection has left.
        }
        finally
        {
            DropStatements();
            if (hasFailed)
            {
                Dialect.Discard(connection);
            }

            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    protected override SqlStatement Compile(string sql) => new ServerStatement(this, sql);

    private async ValueTask SendAsync(SqlStatement[] statements, bool isLast)
    {
        await FinishReadingAsync().ConfigureAwait(false);
        var sending = new List<ServerCommand>(pending.Count + statements.Length + 4);
        var prologue = 0;
        if (!hasBegun)
        {
            foreach (var begin in IsBulk ? Dialect.BeginBulk : isWriting ? Dialect.BeginWriting : Dialect.BeginReading)
            {
                sending.Add(new ServerCommand(begin, []));
            }

            sending.Add(new ServerCommand($"SELECT system_no, name FROM source_systems WHERE system_no > {sessions.Systems.Highest}", []));
            prologue = 1;
            if (isWriting && !isLast && Dialect.SelectTransaction is { } select)
            {
                sending.Add(new ServerCommand(select, []));
                prologue = 2;
            }
        }

        foreach (var command in pending)
        {
            sending.Add(command);
            if (command.HasRows)
            {
                sent.Enqueue(new ServerStatement(this, command.Sql));
            }
        }

        pending.Clear();
        foreach (var statement in statements.Cast<ServerStatement>())
        {
            sending.Add(statement.CreateCommand());
            statement.IsSent = true;
            sent.Enqueue(statement);
        }

        if (isLast)
        {
            sending.Add(new ServerCommand(Dialect.Commit, []));
        }

        endsWhenRead = isLast;
        hasBegun = true;
        try
        {
            results = await ServerResults.SendAsync(connection, sending, IsBulk ? TimeSpan.Zero : null, cancellationToken).ConfigureAwait(false);
            if (prologue > 0)
            {
                await ReadPrologueAsync(prologue).ConfigureAwait(false);
            }
        }
        catch (DbException exception)
        {
            throw sessions.Translate(exception);
        }
    }

    private async ValueTask ReadPrologueAsync(int count)
    {
        var read = results!;
        var systems = new List<(long, string)>();
        while (await read.Reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            systems.Add((read.Reader.GetInt64(0), read.Reader.GetString(1)));
        }

        sessions.Systems.Add(systems);
        await read.NextResultAsync(cancellationToken).ConfigureAwait(false);
        if (count > 1)
        {
            await read.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            transaction = read.Reader.GetString(0);
            await read.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> ReadFirstAsync(ServerStatement statement)
    {
        if (!statement.IsSent)
        {
            await SendAsync([statement], isLast: false).ConfigureAwait(false);
        }

        try
        {
            if (current is null)
            {
                current = sent.Dequeue();
            }

            while (current != statement)
            {
                current.Reset();
                current = sent.Dequeue();
                await results!.NextResultAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DbException exception)
        {
            throw sessions.Translate(exception);
        }

        statement.Reader = results!.Reader;
        return await ReadNextAsync(statement, results.Reader.ReadAsync(cancellationToken)).ConfigureAwait(false);
    }

    private async ValueTask<bool> ReadNextAsync(ServerStatement statement, Task<bool> next)
    {
        try
        {
            if (await next.ConfigureAwait(false))
            {
                return true;
            }
        }
        catch (Exception exception)
        {
            hasFailed = true;
            throw exception is DbException ofDriver ? sessions.Translate(ofDriver) : exception;
        }

        statement.Reset();
        return false;
    }

    /// <summary>Ends the reading of what was sent, read or not.</summary>
    private ValueTask FinishReadingAsync() => results is null ? ValueTask.CompletedTask : CloseReaderAsync();

    private async ValueTask CloseReaderAsync()
    {
        current?.Reset();
        current = null;
        while (sent.TryDequeue(out var statement))
        {
            statement.Reset();
        }

        if (results is { } open)
        {
            results = null;
            try
            {
                await using (open.ConfigureAwait(false))
                {
                    // The errors of later commands come to light only when their results are gone through.
                    while (await open.NextResultAsync(cancellationToken).ConfigureAwait(false))
                    {
                    }
                }
            }
            catch (DbException exception)
            {
                throw sessions.Translate(exception);
            }
        }

        if (endsWhenRead)
        {
            (endsWhenRead, hasBegun, transaction) = (false, false, null);
        }
    }
}
