using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using AutoCrm.Hosting;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AutoCrm.Storage.Sqlite;

/// <summary>
/// The sessions of one file: any number of readers, each on what was committed when it began, and one writer at a time.
/// </summary>
internal sealed class SqliteSessions(SqliteConnectionStringBuilder file, SqliteStoreOptions options, SqliteErrors errors) : IStoreSessions, IStoreErrors, IDisposable
{
    private const int IdleReaders = 8;

    /// <summary>Histories are read in long runs, for which larger pages cost less than SQLite's 4096 bytes.</summary>
    private const int PageSize = 8192;

    private const int SetupRetryMilliseconds = 50;

    private static readonly Lazy<HashSet<string>> KnownMigrations = new(() =>
    [
        .. typeof(SqliteSessions).Assembly.GetTypes().Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>(),
    ]);

    private readonly ConcurrentBag<SqliteSession> readers = [];
    private readonly SemaphoreSlim writing = new(1, 1);
    private SqliteSession? writer;
    private volatile bool isDisposed;
    private volatile bool isVersionChecked;

    public ValueTask<StoreSession> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (!readers.TryTake(out var reader))
        {
            reader = Open(options.ReaderCacheMebibytes, ReturnReader);
        }

        reader.Begin(isWriting: false);
        return ValueTask.FromResult<StoreSession>(reader);
    }

    public async ValueTask<StoreSession> WriteAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (!await writing.WaitAsync(options.LockTimeout, cancellationToken).ConfigureAwait(false))
        {
            throw errors.CreateTimeout(null);
        }

        SqliteSession session;
        try
        {
            session = writer ??= Open(options.WriterCacheMebibytes, ReturnWriter);
        }
        catch
        {
            writing.Release();
            throw;
        }

        session.Begin(isWriting: true);
        return session;
    }

    /// <summary>Translates what EF Core throws. Connections that may know no more than the one that failed are closed.</summary>
    public Exception? Translate(Exception exception)
    {
        var failure = exception is SqliteException error ? errors.Translate(error, isReading: false) : null;
        if (SqliteErrors.IsOfConnection(failure))
        {
            CloseIdle();
        }

        return failure;
    }

    /// <summary>Makes the file, and settles what can only be settled while it is empty.</summary>
    public void PrepareFile()
    {
        using var connection = Connect();
        Run(connection, $"PRAGMA page_size = {PageSize}; PRAGMA journal_mode = WAL;");
    }

    public bool FileExists => File.Exists(file.DataSource);

    /// <summary>Waits until no other process sets the file up. Disposing lets the next one in.</summary>
    /// <exception cref="TimeoutException">Another process goes on for longer than the lock timeout.</exception>
    public async Task<FileStream> LockSetupAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return OwnersFile.Open(file.DataSource + ".setup", FileMode.OpenOrCreate, FileOptions.DeleteOnClose);
            }
            catch (UnauthorizedAccessException denied)
            {
                throw errors.Translate(denied);
            }
            catch (IOException refused) when (!FileErrors.IsInUse(refused))
            {
                throw errors.Translate(refused);
            }
            catch (IOException busy)
            {
                if (Stopwatch.GetElapsedTime(began) > options.LockTimeout)
                {
                    throw new TimeoutException(
                        $"'{file.DataSource}' is being set up by another process for more than {options.LockTimeout.TotalSeconds:0.#} seconds. " +
                        "Wait for it, or allow more time by SqliteStoreOptions.LockTimeout.",
                        busy);
                }

                await Task.Delay(SetupRetryMilliseconds, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Removes EF Core's lock row, which a process that was killed while it migrated has left. Call it with the setup lock held.</summary>
    public void RemoveAbandonedLock()
    {
        using var connection = Connect();
        if (HasTable(connection, "__EFMigrationsLock"))
        {
            Run(connection, "DELETE FROM \"__EFMigrationsLock\"");
        }
    }

    /// <summary>Refuses a file of a later version.</summary>
    /// <exception cref="InvalidOperationException">A migration was applied that this version does not know.</exception>
    public void CheckVersion(IEnumerable<string> applied)
    {
        if (applied.FirstOrDefault(migration => !KnownMigrations.Value.Contains(migration)) is { } unknown)
        {
            throw new InvalidOperationException(
                $"'{file.DataSource}' was set up by a later version of AutoCrm (migration {unknown}), which this one cannot use safely; update the packages of the host.");
        }
    }

    public void Dispose()
    {
        isDisposed = true;
        writer?.Close();
        CloseIdle();
        writing.Dispose();
    }

    /// <summary>Closes the connections that nobody uses: the readers, and those of EF Core.</summary>
    private void CloseIdle()
    {
        while (readers.TryTake(out var reader))
        {
            reader.Close();
        }

        using var pooled = new SqliteConnection(file.ToString());
        SqliteConnection.ClearPool(pooled);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteSession Open(int cacheMebibytes, Action<SqliteSession> returnToPool)
    {
        try
        {
            var connection = Connect();
            try
            {
                Configure(connection, cacheMebibytes);
                return new SqliteSession(connection, errors, options.LockTimeout, returnToPool);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteException error) when (errors.Translate(error, isReading: false) is { } failure)
        {
            throw failure;
        }
    }

    private void Configure(SqliteConnection connection, int cacheMebibytes)
    {
        Run(
            connection,
            $"PRAGMA busy_timeout = {(long)options.LockTimeout.TotalMilliseconds}; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; " +
            $"PRAGMA cache_size = -{cacheMebibytes * 1024L}; PRAGMA journal_size_limit = 67108864;");
        if (!isVersionChecked)
        {
            CheckVersion(ReadMigrations(connection));
            isVersionChecked = true;
        }
    }

    private static List<string> ReadMigrations(SqliteConnection connection)
    {
        var migrations = new List<string>();
        if (HasTable(connection, "__EFMigrationsHistory"))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                migrations.Add(reader.GetString(0));
            }
        }

        return migrations;
    }

    private static bool HasTable(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $name";
        command.Parameters.AddWithValue("$name", table);
        return (long)command.ExecuteScalar()! > 0;
    }

    private SqliteConnection Connect()
    {
        if (file.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            try
            {
                OwnersFile.CreateIfMissing(file.DataSource);
            }
            catch (UnauthorizedAccessException denied)
            {
                throw errors.Translate(denied);
            }
            catch (IOException refused)
            {
                throw errors.Translate(refused);
            }
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(file.ToString()) { Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private void ReturnWriter(SqliteSession session)
    {
        if (session.IsBroken)
        {
            session.Close();
            writer = null;
            CloseIdle();
        }

        writing.Release();
    }

    private void ReturnReader(SqliteSession reader)
    {
        if (isDisposed || reader.IsBroken || readers.Count >= IdleReaders)
        {
            reader.Close();
            if (reader.IsBroken)
            {
                CloseIdle();
            }
        }
        else
        {
            readers.Add(reader);
        }
    }
}
