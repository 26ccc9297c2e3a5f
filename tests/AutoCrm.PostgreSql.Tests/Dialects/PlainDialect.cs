using System.Data.Common;
using System.Text.Json;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests.Dialects;

/// <summary>
/// The least that a dialect can be: its driver has neither batches nor a bulk load, lists of rows are JSON, and nobody can tell what became of a transaction. It is
/// written as one outside this repository would be, by public types alone; that the database is PostgreSQL shows in the texts only.
/// </summary>
internal sealed class PlainDialect(string connectionString) : RelationalDialect, IAsyncDisposable
{
    private const long SetupLock = 0x504c41494e;

    private readonly NpgsqlDataSource driver = NpgsqlDataSource.Create(connectionString);
    private PlainDataSource? connections;

    /// <summary>What a bulk load is done by, of the one that works.</summary>
    public Func<RelationalBulkWriter, RelationalBulkWriter> Load { get; init; } = writer => writer;

    public override string StoreName => $"the plain database '{new NpgsqlConnectionStringBuilder(connectionString).Database}'";

    public override DbDataSource Connections => connections ??= new PlainDataSource(driver);

    public override string? BinaryCollation => "C";

    public override bool MissingValuesComeLast => true;

    public override IReadOnlyList<string> BeginReading => ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"];

    /// <summary>A claim holds the outbox for itself, so a transaction that adds messages lets none in beside it.</summary>
    public override string HoldOutbox => "SELECT pg_advisory_xact_lock(1)";

    public override IReadOnlyList<string> BeginClaim => ["SELECT pg_advisory_xact_lock(1)"];

    public override string ClaimCondition => "1 = 1";

    public override string SelectOutboxHolder => "SELECT NULL::text WHERE 1 = 0";

    public override void Configure(DbContextOptionsBuilder options, DbDataSource connections) =>
        options.UseNpgsql(driver, npgsql => npgsql.MigrationsAssembly("AutoCrm.Storage.PostgreSql"));

    public override string TypeOf(ColumnType type) => type == ColumnType.Text || type == ColumnType.Date ? "text COLLATE \"C\"" : CastOf(type);

    public override string NameOf(int parameter) => $"p{parameter}";

    public override string LockNumbers(string rows) => $"SELECT pg_advisory_xact_lock(q.number) FROM {rows}";

    public override string Rows(IReadOnlyList<RelationalColumn> columns, int firstParameter)
    {
        var names = columns.Select(column => $"\"{column.Name}\"").ToList();
        var lists = columns.Select((_, i) => $"json_array_elements_text(${firstParameter + i}::json)");
        var values = columns.Select((column, i) => $"v.{names[i]}::{CastOf(column.Type)} AS {names[i]}");
        return $"(SELECT {string.Join(", ", values)} FROM ROWS FROM ({string.Join(", ", lists)}) AS v({string.Join(", ", names)})) AS q";
    }

    public override DbParameter CreateListParameter(ColumnType type, Array values) => new NpgsqlParameter
    {
        Value = JsonSerializer.Serialize(values.Cast<object?>().Select(value => value is decimal amount ? amount.ToString(System.Globalization.CultureInfo.InvariantCulture) : value)),
    };

    public override DbParameter CreateParameter(object? value) => new NpgsqlParameter { Value = value ?? DBNull.Value };

    public override string CreateTemporaryTable(string name, IReadOnlyList<RelationalColumn> columns) =>
        $"CREATE TEMPORARY TABLE {name} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\" {TypeOf(column.Type)}"))}) ON COMMIT DROP";

    public override ValueTask<RelationalBulkWriter> BeginBulkAsync(
        DbConnection connection, string table, IReadOnlyList<RelationalColumn> columns, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Load(new InsertWriter(this, connection, table, columns)));

    public override RelationalError Classify(DbException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => RelationalError.Repeatable,
        PostgresErrorCodes.UniqueViolation => RelationalError.DuplicateKey,
        PostgresErrorCodes.UndefinedTable => RelationalError.MissingTable,
        null => RelationalError.Failure,
        _ => RelationalError.Other,
    };

    public override StoreException CreateStoreException(DbException exception) =>
        new(StoreFailure.ConnectionLost, StoreName, $"The connection to {StoreName} was lost. Nothing of this transaction was stored; repeat it.", exception);

    public override async ValueTask<IAsyncDisposable> LockSetupAsync(CancellationToken cancellationToken)
    {
        var connection = await driver.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new NpgsqlParameter { Value = SetupLock } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    public ValueTask DisposeAsync() => driver.DisposeAsync();

    private static string CastOf(ColumnType type) => type switch
    {
        ColumnType.Integer or ColumnType.Instant => "bigint",
        ColumnType.Id => "uuid",
        ColumnType.Decimal => "numeric",
        ColumnType.Boolean => "boolean",
        _ => "text",
    };
}
