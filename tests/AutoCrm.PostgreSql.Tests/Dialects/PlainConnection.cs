using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests.Dialects;

/// <summary>A driver that can do what ADO.NET asks of every driver: one command at a time, with parameters by their names, such as <c>@p1</c>.</summary>
internal sealed class PlainDataSource(NpgsqlDataSource inner) : DbDataSource
{
    public override string ConnectionString => inner.ConnectionString;

    protected override DbConnection CreateDbConnection() => new PlainConnection(inner.CreateConnection());
}

/// <summary>A connection that has no batches.</summary>
internal sealed class PlainConnection(NpgsqlConnection inner) : DbConnection
{
    public override bool CanCreateBatch => false;

    [AllowNull]
    public override string ConnectionString { get => inner.ConnectionString; set => inner.ConnectionString = value; }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Open() => inner.Open();

    public override Task OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public override void Close() => inner.Close();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override DbBatch CreateDbBatch() => throw new NotSupportedException("This driver has no batches.");

    protected override DbCommand CreateDbCommand() => new PlainCommand(inner.CreateCommand());

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>A command whose statement is rewritten to what its driver takes.</summary>
internal sealed partial class PlainCommand(NpgsqlCommand inner) : DbCommand
{
    private string written = "";

    [AllowNull]
    public override string CommandText
    {
        get => written;
        set
        {
            written = value ?? "";
            inner.CommandText = Numbers().Replace(written, "@p$1");
        }
    }

    public override int CommandTimeout { get => inner.CommandTimeout; set => inner.CommandTimeout = value; }

    public override CommandType CommandType { get => inner.CommandType; set => inner.CommandType = value; }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get => inner.UpdatedRowSource; set => inner.UpdatedRowSource = value; }

    protected override DbConnection? DbConnection { get => inner.Connection; set => throw new NotSupportedException(); }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    protected override DbTransaction? DbTransaction { get => null; set => throw new NotSupportedException(); }

    public override void Cancel() => inner.Cancel();

    public override int ExecuteNonQuery() => throw new NotSupportedException("The store waits for no thread.");

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => inner.ExecuteNonQueryAsync(cancellationToken);

    public override object? ExecuteScalar() => throw new NotSupportedException("The store waits for no thread.");

    public override void Prepare() => inner.Prepare();

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotSupportedException("The store waits for no thread.");

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
        await inner.ExecuteReaderAsync(behavior, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Numbers();
}
