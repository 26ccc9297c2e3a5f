using System.Data.Common;
using System.Text;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>A statement of a session on a server, sent beside others or alone.</summary>
internal sealed class ServerStatement(ServerSession session, string sql) : SqlStatement
{
    private readonly List<DbParameter?> parameters = [];
    private RowList? rows;

    public bool IsSent { get; set; }

    /// <summary>The rows it answers, while it is read.</summary>
    public DbDataReader? Reader { get; set; }

    private DbDataReader Row => Reader ?? throw new InvalidOperationException("The statement has no row; it was not read, or to its end.");

    public override void BindNull(int parameter) => Set(parameter, null);

    public override void Bind(int parameter, long value) => Set(parameter, value);

    public override void BindUtf8(int parameter, ReadOnlySpan<byte> text) => Set(parameter, Encoding.UTF8.GetString(text));

    public override void BindText(int parameter, string text) => Set(parameter, text);

    public override void BindBytes(int parameter, ReadOnlySpan<byte> bytes) => Set(parameter, bytes.ToArray());

    public override void Bind(int parameter, Guid value) => Set(parameter, value);

    public override void Bind(int parameter, decimal value) => Set(parameter, value);

    public override void BindComparable(int parameter, decimal value) => Set(parameter, value);

    public override void Bind(int parameter, bool value) => Set(parameter, value);

    /// <summary>Binds a list of rows to the first parameters. Others follow them.</summary>
    public ServerStatement BindRows(RowList list)
    {
        rows = list;
        return this;
    }

    public override ValueTask<int> ExecuteAsync() => session.ExecuteAsync(this);

    public override ValueTask EnqueueAsync()
    {
        session.Enqueue(CreateCommand());
        return ValueTask.CompletedTask;
    }

    public override ValueTask<bool> ReadAsync() => session.ReadAsync(this);

    public override void Reset()
    {
        IsSent = false;
        Reader = null;
    }

    public override bool IsNull(int column) => Row.IsDBNull(column);

    public override long Int64(int column) => Row.GetInt64(column);

    public override ReadOnlySpan<byte> Bytes(int column) => Encoding.UTF8.GetBytes(Row.GetString(column));

    public override string Text(int column) => Row.GetString(column);

    public override string PooledString(int column) => session.Strings.Of(Row.GetString(column));

    public override Guid Guid(int column) => Row.GetGuid(column);

    public override decimal Decimal(int column) => Row.GetDecimal(column);

    public override decimal ComparableDecimal(int column) => Row.GetDecimal(column);

    public override bool Boolean(int column) => Row.GetBoolean(column);

    public override void Dispose() => Reset();

    /// <summary>The command with what is bound now; nothing is bound afterwards.</summary>
    public ServerCommand CreateCommand()
    {
        DbParameter[] bound =
        [
            .. rows?.CreateParameters(session.Dialect) ?? [],
            .. parameters.Select(parameter => parameter ?? throw new InvalidOperationException($"A parameter is not bound in: {sql}")),
        ];
        for (var i = 0; i < bound.Length; i++)
        {
            bound[i].ParameterName = session.Dialect.NameOf(i + 1);
        }

        rows = null;
        parameters.Clear();
        return new ServerCommand(sql, bound);
    }

    private void Set(int parameter, object? value)
    {
        var index = parameter - 1 - (rows?.Columns.Count ?? 0);
        while (parameters.Count <= index)
        {
            parameters.Add(null);
        }

        parameters[index] = session.Dialect.CreateParameter(value);
    }
}

/// <summary>A command of a batch.</summary>
/// <param name="Sql">The text.</param>
/// <param name="Parameters">The parameters by their numbers.</param>
internal sealed record ServerCommand(string Sql, IReadOnlyList<DbParameter> Parameters)
{
    /// <summary>Whether it answers rows, which nobody reads.</summary>
    public bool HasRows { get; init; }
}
