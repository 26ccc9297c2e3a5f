using System.Data.Common;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>
/// The results of commands that were sent in one round trip, or one after the other where the driver has no batches. They are gone through in their order; commands
/// that answer no rows are passed over.
/// </summary>
internal abstract class ServerResults : IAsyncDisposable
{
    /// <summary>Reads the current result.</summary>
    public abstract DbDataReader Reader { get; }

    /// <summary>How many rows the last commands have changed in all. They have been gone through.</summary>
    public abstract int CountChanged(int commands);

    /// <summary>Goes on to the next result.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract Task<bool> NextResultAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    /// <summary>Sends commands.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="commands">The commands, of which one at least answers rows, or none.</param>
    /// <param name="timeout">How long they may take; zero = as long as they take, <see langword="null"/> = as the connection says.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public static async ValueTask<ServerResults> SendAsync(
        DbConnection connection, IReadOnlyList<ServerCommand> commands, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var seconds = timeout is { } limit ? (int?)limit.TotalSeconds : null;
        if (connection.CanCreateBatch)
        {
            var batch = CreateBatch(connection, commands, seconds);
            return new BatchResults(batch, await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false));
        }

        var results = new SequenceResults(connection, commands, seconds);
        try
        {
            await results.NextResultAsync(cancellationToken).ConfigureAwait(false);
            return results;
        }
        catch
        {
            await results.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static DbBatch CreateBatch(DbConnection connection, IReadOnlyList<ServerCommand> commands, int? timeout)
    {
        var batch = connection.CreateBatch();
        batch.Timeout = timeout ?? batch.Timeout;
        foreach (var command in commands)
        {
            var added = batch.CreateBatchCommand();
            added.CommandText = command.Sql;
            foreach (var parameter in command.Parameters)
            {
                added.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(added);
        }

        return batch;
    }

    private sealed class BatchResults(DbBatch batch, DbDataReader reader) : ServerResults
    {
        public override DbDataReader Reader => reader;

        public override int CountChanged(int commands) => batch.BatchCommands.Skip(batch.BatchCommands.Count - commands).Sum(command => command.RecordsAffected);

        public override Task<bool> NextResultAsync(CancellationToken cancellationToken) => reader.NextResultAsync(cancellationToken);

        public override ValueTask DisposeAsync() => reader.DisposeAsync();
    }

    /// <summary>Runs a command when the results of those before it have been gone through.</summary>
    private sealed class SequenceResults(DbConnection connection, IReadOnlyList<ServerCommand> commands, int? timeout) : ServerResults
    {
        private readonly int[] changed = new int[commands.Count];
        private int next;
        private DbCommand? command;
        private DbDataReader? reader;

        public override DbDataReader Reader => reader ?? throw new InvalidOperationException("None of the commands that were sent has a result left.");

        public override int CountChanged(int commands) => changed.Skip(changed.Length - commands).Sum();

        public override async Task<bool> NextResultAsync(CancellationToken cancellationToken)
        {
            await EndCommandAsync().ConfigureAwait(false);
            while (next < commands.Count)
            {
                command = Create(commands[next++]);
                reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                if (reader.FieldCount > 0)
                {
                    return true;
                }

                await EndCommandAsync().ConfigureAwait(false);
            }

            return false;
        }

        public override ValueTask DisposeAsync() => EndCommandAsync();

        private async ValueTask EndCommandAsync()
        {
            if (reader is { } open)
            {
                reader = null;
                await open.DisposeAsync().ConfigureAwait(false);
                changed[next - 1] = Math.Max(open.RecordsAffected, 0);
            }

            if (command is { } ended)
            {
                command = null;
                await ended.DisposeAsync().ConfigureAwait(false);
            }
        }

        private DbCommand Create(ServerCommand of)
        {
            var created = connection.CreateCommand();
            created.CommandText = of.Sql;
            created.CommandTimeout = timeout ?? created.CommandTimeout;
            foreach (var parameter in of.Parameters)
            {
                created.Parameters.Add(parameter);
            }

            return created;
        }
    }
}
