using System.Buffers;
using System.Text;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using SQLitePCL;

namespace AutoCrm.Storage.Sqlite;

/// <summary>A statement of SQLite, bound and read by position without a value being boxed.</summary>
internal sealed class SqliteStatement(SqliteSession session, sqlite3 database, sqlite3_stmt statement, StringPool strings) : SqlStatement
{
    /// <summary>What is bound. Most columns of most rows are null, and what is null already need not be bound.</summary>
    private readonly bool[] isBound = new bool[raw.sqlite3_bind_parameter_count(statement) + 1];

    public override void BindNull(int parameter)
    {
        if (isBound[parameter])
        {
            Check(raw.sqlite3_bind_null(statement, parameter));
            isBound[parameter] = false;
        }
    }

    public override void Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter, value));
        isBound[parameter] = true;
    }

    public override void BindUtf8(int parameter, ReadOnlySpan<byte> text)
    {
        Check(text.IsEmpty ? raw.sqlite3_bind_text(statement, parameter, "") : raw.sqlite3_bind_text(statement, parameter, text));
        isBound[parameter] = true;
    }

    public override void BindText(int parameter, string text)
    {
        const int OnStack = 256;
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (longest <= OnStack)
        {
            Span<byte> utf8 = stackalloc byte[OnStack];
            BindUtf8(parameter, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(longest);
        BindUtf8(parameter, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    public override void BindBytes(int parameter, ReadOnlySpan<byte> bytes)
    {
        Check(bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, parameter, 0) : raw.sqlite3_bind_blob(statement, parameter, bytes));
        isBound[parameter] = true;
    }

    public override ValueTask<int> ExecuteAsync() => ValueTask.FromResult(Execute());

    public override ValueTask EnqueueAsync()
    {
        Execute();
        return ValueTask.CompletedTask;
    }

    public override ValueTask<bool> ReadAsync() => ValueTask.FromResult(Read());

    /// <inheritdoc cref="ExecuteAsync"/>
    public int Execute()
    {
        var result = raw.sqlite3_step(statement);
        var changed = raw.sqlite3_changes(database);
        raw.sqlite3_reset(statement);
        Check(result is raw.SQLITE_DONE or raw.SQLITE_ROW ? raw.SQLITE_OK : result);
        return changed;
    }

    /// <inheritdoc cref="ReadAsync"/>
    public bool Read()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        raw.sqlite3_reset(statement);
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return false;
    }

    public override void Reset() => raw.sqlite3_reset(statement);

    public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public override long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public override ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public override string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public override string PooledString(int column) => strings.Of(Bytes(column));

    public override void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw session.Fail(result);
        }
    }
}
