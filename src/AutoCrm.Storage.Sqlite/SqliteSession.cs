using AutoCrm.SharedKernel;
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
    private readonly SqliteErrors errors;
    private readonly TimeSpan lockTimeout;
    private readonly Action<SqliteSession> returnToPool;
    private readonly StringPool strings = new();
    private readonly SqliteSourceSystems systems;
    private bool isOpen;
    private bool isWriting;
    private bool mustTruncateLog;

    public SqliteSession(SqliteConnection connection, SqliteErrors errors, TimeSpan lockTimeout, Action<SqliteSession> returnToPool)
    {
        this.connection = connection;
        this.errors = errors;
        this.lockTimeout = lockTimeout;
        this.returnToPool = returnToPool;
        systems = new SqliteSourceSystems(this);
    }

    /// <summary>The path of the file.</summary>
    public string File => connection.DataSource;

    public override SourceSystems Systems => systems;

    public SqliteStatement PrepareSqlite(string sql) => (SqliteStatement)Prepare(sql);

    /// <summary>Begins a transaction. Where that fails the session is given back.</summary>
    public void Begin(bool isWriting)
    {
        this.isWriting = isWriting;
        try
        {
            PrepareSqlite(isWriting ? "BEGIN IMMEDIATE" : "BEGIN").Execute();
            isOpen = true;
        }
        catch
        {
            GiveBack();
            throw;
        }
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

    /// <summary>Whether the connection failed, or could not roll back, and must not be used again.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The exception for a result of SQLite that is no success.</summary>
    public Exception Fail(int result)
    {
        try
        {
            SqliteException.ThrowExceptionForRC(result, connection.Handle!);
            throw new InvalidOperationException($"SQLite answered {result}, which is no failure.");
        }
        catch (SqliteException exception)
        {
            var failure = errors.Translate(exception, isReading: !isWriting);
            IsBroken |= SqliteErrors.IsOfConnection(failure);
            return failure ?? exception;
        }
    }

    public override ValueTask DisposeAsync()
    {
        GiveBack();
        return ValueTask.CompletedTask;
    }

    private void GiveBack()
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
        catch (Exception exception) when (exception is SqliteException or StoreException or TimeoutException)
        {
            // The error that led here is on its way to the caller; this connection is closed instead of being used again.
            IsBroken = true;
        }
        finally
        {
            returnToPool(this);
        }
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
        return result == raw.SQLITE_OK ? new SqliteStatement(this, database, statement, strings) : throw Fail(result);
    }
}
