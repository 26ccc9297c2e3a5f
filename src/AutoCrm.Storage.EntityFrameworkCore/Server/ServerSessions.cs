using System.Data.Common;
using System.Diagnostics;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>The sessions of a database on a server: any number of readers and writers at once.</summary>
internal sealed class ServerSessions(RelationalDialect dialect, IDbContextFactory<AutoCrmDbContext> contexts) : IStoreSessions
{
    private const int MostRepetitions = 3;

    /// <summary>How long a unit of work gives way to transactions that last.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>The number that is locked while source systems are added.</summary>
    private const long SystemsLock = 0x6175746f63726d01;

    /// <summary>The number that is locked by a transaction of batches.</summary>
    public const long BatchesLock = 0x6175746f63726d03;

    private static readonly RelationalColumn[] NameColumns = [new("name", ColumnType.Text)];

    private volatile bool isVersionChecked;

    public RelationalDialect Dialect => dialect;

    public KnownSystems Systems { get; } = new();

    public async ValueTask<StoreSession> ReadAsync(CancellationToken cancellationToken) => await OpenAsync(isWriting: false, cancellationToken).ConfigureAwait(false);

    public async ValueTask<StoreSession> WriteAsync(CancellationToken cancellationToken) => await OpenAsync(isWriting: true, cancellationToken).ConfigureAwait(false);

    /// <summary>A session of the setup, whose statements take as long as they take.</summary>
    public ValueTask<ServerSession> OpenForSetupAsync(bool isWriting, CancellationToken cancellationToken) =>
        OpenAsync(isWriting, cancellationToken, isBulk: isWriting, dialect.SetupConnections);

    public async ValueTask<ServerSession> OpenAsync(
        bool isWriting, CancellationToken cancellationToken, bool isBulk = false, DbDataSource? connections = null)
    {
        try
        {
            var connection = await (connections ?? dialect.Connections).OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            if (!isVersionChecked)
            {
                await CheckVersionAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            return new ServerSession(this, connection, isWriting, cancellationToken) { IsBulk = isBulk };
        }
        catch (DbException exception)
        {
            throw Translate(exception);
        }
    }

    public async Task<T> RepeatAsync<T>(Func<Task<T>> transaction, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 0; ;)
        {
            try
            {
                return await transaction().ConfigureAwait(false);
            }
            catch (DbException exception) when (dialect.Classify(exception) is RelationalError.Blocked)
            {
                if (Stopwatch.GetElapsedTime(began) > LongestWait)
                {
                    throw new TimeoutException(
                        $"{Subject} is written by another transaction, such as an import, which has held what this one changes for more than {LongestWait.TotalSeconds:0} seconds; " +
                        "nothing of it is stored. Repeat it later.",
                        exception);
                }
            }
            catch (DbException exception) when (attempt < MostRepetitions && dialect.Classify(exception) is RelationalError.Repeatable or RelationalError.DuplicateKey)
            {
                // Those who met wait for different times, so that they do not meet again.
                await Task.Delay(Random.Shared.Next(1, 20 << attempt++), cancellationToken).ConfigureAwait(false);
            }
            catch (DbException exception) when (dialect.Classify(exception) is RelationalError.Repeatable or RelationalError.DuplicateKey)
            {
                throw new ConcurrencyException(
                    $"The unit of work met others {MostRepetitions + 1} times that changed the same ({exception.Message}); nothing of it is stored. Read again and repeat.");
            }
        }
    }

    /// <summary>The exception in the words of AutoCrm, or as it is where it is none of the store's.</summary>
    public Exception Translate(DbException exception) => dialect.Classify(exception) switch
    {
        RelationalError.Failure => dialect.CreateStoreException(exception),
        RelationalError.MissingTable => new InvalidOperationException(
            $"{Subject} is not set up for this version of AutoCrm ({exception.Message}); call IStoreSetup.MigrateAsync first.", exception),
        _ => exception,
    };

    /// <summary>Refuses a database of a later version.</summary>
    /// <exception cref="InvalidOperationException">A migration was applied that this version does not know.</exception>
    public void CheckVersion(IEnumerable<string> applied, IEnumerable<string> known)
    {
        if (applied.Except(known).FirstOrDefault() is { } unknown)
        {
            throw new InvalidOperationException(
                $"{Subject} was set up by a later version of AutoCrm (migration {unknown}), which this one cannot use safely; update the packages of the host.");
        }
    }

    /// <summary>The name of the store where it begins a sentence.</summary>
    private string Subject => $"{char.ToUpperInvariant(dialect.StoreName[0])}{dialect.StoreName[1..]}";

    /// <summary>Refuses a database of a later version at the first use; one that is not set up yet is looked at again.</summary>
    private async ValueTask CheckVersionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            var applied = await ListAppliedAsync(connection, cancellationToken).ConfigureAwait(false);
            var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            await using (context.ConfigureAwait(false))
            {
                CheckVersion(applied, context.Database.GetMigrations());
            }

            isVersionChecked = true;
        }
        catch (DbException exception) when (dialect.Classify(exception) == RelationalError.MissingTable)
        {
            // Whoever needs a table says that there is none.
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async ValueTask<IReadOnlyList<string>> ListAppliedAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var select = connection.CreateCommand();
        await using (select.ConfigureAwait(false))
        {
            select.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
            var reader = await select.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var applied = new List<string>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    applied.Add(reader.GetString(0));
                }

                return applied;
            }
        }
    }

    public static bool IsConnectionLost(Exception exception) => exception is StoreException { Failure: StoreFailure.ConnectionLost or StoreFailure.Unavailable };

    /// <summary>Asks what became of a transaction whose connection was lost in the commit.</summary>
    /// <returns>Whether it has taken effect.</returns>
    /// <exception cref="StoreException">Nobody can tell.</exception>
    public async ValueTask<bool> FindOutcomeAsync(string? transaction, Exception lost, CancellationToken cancellationToken)
    {
        bool? outcome = null;
        try
        {
            outcome = transaction is null ? null : await dialect.FindOutcomeAsync(transaction, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException)
        {
            // The database cannot be asked either.
        }

        return outcome ?? throw new StoreException(
            StoreFailure.ConnectionLost,
            dialect.StoreName,
            $"The connection to {dialect.StoreName} was lost in a commit, and it cannot be told whether it took effect. Read again before repeating.",
            lost)
        {
            IsOutcomeUnknown = true,
            IsTransient = true,
        };
    }

    /// <summary>
    /// Gives numbers to systems in a transaction of its own, one at a time: a number is the next after those that are committed, so readers meet no gap.
    /// </summary>
    public async ValueTask AddSystemsAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names.Where(name => Systems.Find(name) is null))
        {
            var session = await OpenAsync(isWriting: true, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await session.LockAsync(SystemsLock).ConfigureAwait(false);
                var rows = new RowList(NameColumns);
                rows.BindText(1, name);
                rows.EndRow();
                var insert = session.PrepareOnServer(
                    "INSERT INTO source_systems (system_no, name) SELECT (SELECT coalesce(max(system_no), 0) + 1 FROM source_systems), q.name " +
                    $"FROM {rows.Text(dialect)} WHERE NOT EXISTS (SELECT 1 FROM source_systems s WHERE s.name = q.name)").BindRows(rows);
                await insert.EnqueueAsync().ConfigureAwait(false);
                await session.CommitAsync().ConfigureAwait(false);
            }

            var reading = await OpenAsync(isWriting: false, cancellationToken).ConfigureAwait(false);
            await using (reading.ConfigureAwait(false))
            {
                await reading.ReadSystemsAsync().ConfigureAwait(false);
            }
        }
    }
}
