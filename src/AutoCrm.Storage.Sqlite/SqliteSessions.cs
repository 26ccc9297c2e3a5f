using System.Collections.Concurrent;
using AutoCrm.Hosting;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using Microsoft.Data.Sqlite;

namespace AutoCrm.Storage.Sqlite;

/// <summary>
/// The sessions of one file: any number of readers, each on what was committed when it began, and one writer at a time.
/// </summary>
internal sealed class SqliteSessions(SqliteConnectionStringBuilder file, SqliteStoreOptions options) : IStoreSessions, IDisposable
{
    private const int IdleReaders = 8;

    /// <summary>Histories are read in long runs, for which larger pages cost less than SQLite's 4096 bytes.</summary>
    private const int PageSize = 8192;

    private readonly ConcurrentBag<SqliteSession> readers = [];
    private readonly SemaphoreSlim writing = new(1, 1);
    private SqliteSession? writer;
    private volatile bool isDisposed;

    public ValueTask<StoreSession> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (!readers.TryTake(out var reader))
        {
            reader = Open(options.ReaderCacheMebibytes, ReturnReader);
        }

        reader.Begin("BEGIN");
        return ValueTask.FromResult<StoreSession>(reader);
    }

    public async ValueTask<StoreSession> WriteAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (!await writing.WaitAsync(options.LockTimeout, cancellationToken).ConfigureAwait(false))
        {
            throw WaitedTooLong(null);
        }

        try
        {
            writer ??= Open(options.WriterCacheMebibytes, _ => writing.Release());
            writer.Begin("BEGIN IMMEDIATE");
            return writer;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY)
        {
            writing.Release();
            throw WaitedTooLong(busy);
        }
        catch
        {
            writing.Release();
            throw;
        }
    }

    /// <summary>Makes the file, and settles what can only be settled while it is empty.</summary>
    public void PrepareFile()
    {
        using var connection = Connect();
        Run(connection, $"PRAGMA page_size = {PageSize}; PRAGMA journal_mode = WAL;");
    }

    public void Dispose()
    {
        isDisposed = true;
        writer?.Close();
        while (readers.TryTake(out var reader))
        {
            reader.Close();
        }

        writing.Dispose();
        using var pooled = new SqliteConnection(file.ToString());
        SqliteConnection.ClearPool(pooled);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private TimeoutException WaitedTooLong(Exception? busy) => new(
        $"'{file.DataSource}' has been written to by somebody else for {options.LockTimeout.TotalSeconds:0.#} seconds. " +
        "Commit or dispose that transaction before, or allow more time by SqliteStoreOptions.LockTimeout.",
        busy);

    private SqliteSession Open(int cacheMebibytes, Action<SqliteSession> returnToPool)
    {
        var connection = Connect();
        Run(
            connection,
            $"PRAGMA busy_timeout = {(long)options.LockTimeout.TotalMilliseconds}; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; " +
            $"PRAGMA cache_size = -{cacheMebibytes * 1024L}; PRAGMA journal_size_limit = 67108864;");
        return new SqliteSession(connection, returnToPool);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(file.ToString()) { Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private void ReturnReader(SqliteSession reader)
    {
        if (isDisposed || readers.Count >= IdleReaders)
        {
            reader.Close();
        }
        else
        {
            readers.Add(reader);
        }
    }
}
