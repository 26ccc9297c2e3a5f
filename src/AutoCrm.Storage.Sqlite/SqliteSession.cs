using AutoCrm.Storage.EntityFrameworkCore.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AutoCrm.Storage.Sqlite;

/// <summary>A connection with its statements. It is begun when it is given out, and given back when it is disposed.</summary>
internal sealed class SqliteSession : StoreSession
{
    /// <summary>A cache that a bulk transaction filled is let go beyond this; what single units of work use is kept.</summary>
    private const int KeptCacheBytes = 32 << 20;

    private const int LogTimeoutMilliseconds = 500;

    private readonly SqliteConnection connection;
    private readonly TimeSpan lockTimeout;
    private readonly Action<SqliteSession> returnToPool;
    private readonly StringPool strings = new();
    private readonly SqliteSourceSystems systems;
    private bool isOpen;
    private bool mustTruncateLog;

    public SqliteSession(SqliteConnection connection, TimeSpan lockTimeout, Action<SqliteSession> returnToPool)
    {
        this.connection = connection;
        this.lockTimeout = lockTimeout;
        this.returnToPool = returnToPool;
        systems = new SqliteSourceSystems(this);
    }

    public override SourceSystems Systems => systems;

    public SqliteStatement PrepareSqlite(string sql) => (SqliteStatement)Prepare(sql);

    public void Begin(string begin)
    {
        PrepareSqlite(begin).Execute();
        isOpen = true;
    }

    public override void DiscardDeletedContent() => mustTruncateLog = true;

    public override ValueTask CommitAsync()
    {
        ResetStatements();
        PrepareSqlite("COMMIT").Execute();
        isOpen = false;
        if (mustTruncateLog)
        {
            // What the log held before is in the file's pages or overwritten there. While others read, the log stays, and the next commit tries again.
            mustTruncateLog = !TryTruncateLog();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Whether the connection failed to roll back and must not be used again.</summary>
    public bool IsBroken { get; private set; }

    public override ValueTask DisposeAsync()
    {
        try
        {
            ResetStatements();
            if (isOpen)
            {
                isOpen = false;
                systems.Clear();

                // SQLite has rolled back by itself after errors such as a full disk; a ROLLBACK would fail then.
                if (raw.sqlite3_get_autocommit(connection.Handle!) == 0)
                {
                    PrepareSqlite("ROLLBACK").Execute();
                }
            }

            ReleaseCache();
        }
        catch (SqliteException)
        {
            // The error that led here is on its way to the caller; this connection is closed instead of being used again.
            IsBroken = true;
        }
        finally
        {
            returnToPool(this);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the connection for good.</summary>
    public void Close()
    {
        DropStatements();
        connection.Dispose();
    }

    private bool TryTruncateLog()
    {
        // It waits for readers, and other writers for it: not for long.
        raw.sqlite3_busy_timeout(connection.Handle!, LogTimeoutMilliseconds);
        var result = raw.sqlite3_wal_checkpoint_v2(connection.Handle!, null, raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        raw.sqlite3_busy_timeout(connection.Handle!, (int)lockTimeout.TotalMilliseconds);
        return result == raw.SQLITE_OK;
    }

    private void ReleaseCache()
    {
        raw.sqlite3_db_status(connection.Handle!, raw.SQLITE_DBSTATUS_CACHE_USED, out var used, out _, 0);
        if (used > KeptCacheBytes)
        {
            PrepareSqlite("PRAGMA shrink_memory").Execute();
        }
    }

    protected override SqlStatement Compile(string sql)
    {
        var database = connection.Handle!;
        var result = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        if (result == raw.SQLITE_ERROR && raw.sqlite3_errmsg(database).utf8_to_string() is { } message
            && message.StartsWith("no such table", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"The file '{connection.DataSource}' is not set up for this version of AutoCrm ({message}); call IStoreSetup.MigrateAsync first.");
        }

        SqliteException.ThrowExceptionForRC(result, database);
        return new SqliteStatement(database, statement, strings);
    }
}
