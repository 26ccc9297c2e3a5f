using System.Data.Common;
using AutoCrm.Hosting;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace AutoCrm.Storage.PostgreSql;

/// <summary>PostgreSQL as a store of AutoCrm.</summary>
internal sealed class PostgreSqlDialect : RelationalDialect, IAsyncDisposable, IDisposable
{
    /// <summary>Held while a host sets the database up.</summary>
    private const long SetupLock = 0x6175746f63726d00;

    /// <summary>
    /// The planner takes the events of a record for a thousand times as many as there are, and would compile the plan of a short query for seconds.
    /// </summary>
    private const string PlainPlans = "SET LOCAL jit = off";

    private const int FirstWaitMilliseconds = 20;
    private const int LongestWaitMilliseconds = 1_280;

    private readonly NpgsqlDataSource connections;
    private readonly NpgsqlDataSource setupConnections;
    private readonly string? schema;
    private readonly PostgreSqlStoreOptions options;
    private readonly bool isPreparing;
    private readonly string connectionString;

    public PostgreSqlDialect(NpgsqlConnectionStringBuilder connection, PostgreSqlStoreOptions options)
    {
        this.options = options;
        schema = options.Schema;
        StoreName = $"the PostgreSQL database '{connection.Database ?? connection.Username}' on {connection.Host}:{connection.Port}";
        var setup = options.SetupConnectionString is { } other ? PostgreSqlConnection.Parse(other, nameof(options)) : new NpgsqlConnectionStringBuilder(connection.ConnectionString);

        // A setup is rare, and keeps no connection for the next one.
        setup.Pooling = false;
        setupConnections = new NpgsqlDataSourceBuilder(InSchema(setup).ConnectionString).Build();
        isPreparing = connection.MaxAutoPrepare > 0;
        connectionString = InSchema(connection).ConnectionString;
        connections = new NpgsqlDataSourceBuilder(connectionString).Build();
    }

    public override string StoreName { get; }

    public override DbDataSource Connections => connections;

    public override DbDataSource SetupConnections => setupConnections;

    public override string? BinaryCollation => "C";

    public override bool MissingValuesComeLast => true;

    public override IReadOnlyList<string> BeginReading { get; } = ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", PlainPlans];

    public override IReadOnlyList<string> BeginWriting { get; } = ["BEGIN ISOLATION LEVEL READ COMMITTED", PlainPlans];

    /// <summary>A plan made while a table was empty would stay in use when it has filled, and the sorts of a bulk run are few and large.</summary>
    public override IReadOnlyList<string> BeginBulk { get; } =
        ["BEGIN ISOLATION LEVEL READ COMMITTED", PlainPlans, "SET LOCAL plan_cache_mode = force_custom_plan", "SET LOCAL work_mem = '64MB'"];

    public override string? LimitWaits =>
        "SELECT set_config('lock_timeout', (extract(epoch FROM current_setting('deadlock_timeout')::interval) * 700)::int::text, true)";

    public override string LockRows => " FOR NO KEY UPDATE OF t";

    public override string SelectTransaction => "SELECT pg_current_xact_id()::text";

    public override string HoldOutbox => PostgreSqlOutbox.Hold;

    public override IReadOnlyList<string> BeginClaim => PostgreSqlOutbox.BeginClaim;

    public override string ClaimCondition => PostgreSqlOutbox.Condition;

    public override string SelectOutboxHolder => PostgreSqlOutbox.SelectHolder;

    public override string ScriptPrologue => schema is null ? "" : $"CREATE SCHEMA IF NOT EXISTS \"{schema}\";\nSET search_path TO \"{schema}\";\n\n";

    public override void Configure(DbContextOptionsBuilder builder, DbDataSource source) => builder.UseNpgsql(
        source,
        npgsql => npgsql.MigrationsAssembly(typeof(PostgreSqlDialect).Assembly.GetName().Name).MigrationsHistoryTable("__EFMigrationsHistory", schema));

    public override string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Integer or ColumnType.Instant => "bigint",
        ColumnType.Id => "uuid",
        ColumnType.Decimal => "numeric",
        ColumnType.Boolean => "boolean",
        _ => "text COLLATE \"C\"",
    };

    public override string LockNumbers(string rows) => $"SELECT pg_advisory_xact_lock(q.number) FROM {rows}";

    public override string Rows(IReadOnlyList<RelationalColumn> columns, int firstParameter) =>
        $"unnest({string.Join(", ", columns.Select((column, i) => $"${firstParameter + i}::{ArrayOf(column.Type)}"))}) " +
        $"AS q({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))})";

    public override DbParameter CreateListParameter(ColumnType type, Array values) => new NpgsqlParameter
    {
        Value = values,
        NpgsqlDbType = NpgsqlDbType.Array | type switch
        {
            ColumnType.Integer or ColumnType.Instant => NpgsqlDbType.Bigint,
            ColumnType.Id => NpgsqlDbType.Uuid,
            ColumnType.Decimal => NpgsqlDbType.Numeric,
            ColumnType.Boolean => NpgsqlDbType.Boolean,
            _ => NpgsqlDbType.Text,
        },
    };

    public override DbParameter CreateParameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        long number => new NpgsqlParameter<long>("", number),
        string text => new NpgsqlParameter<string>("", text),
        Guid id => new NpgsqlParameter<Guid>("", id),
        _ => new NpgsqlParameter { Value = value },
    };

    public override string CreateTemporaryTable(string name, IReadOnlyList<RelationalColumn> columns) =>
        $"CREATE TEMPORARY TABLE {name} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\" {TypeOf(column.Type)}"))}) ON COMMIT DROP";

    public override async ValueTask<RelationalBulkWriter> BeginBulkAsync(
        DbConnection connection, string table, IReadOnlyList<RelationalColumn> columns, CancellationToken cancellationToken)
    {
        var copy = $"COPY {table} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) FROM STDIN (FORMAT BINARY)";
        return new CopyWriter(await ((NpgsqlConnection)connection).BeginRawBinaryCopyAsync(copy, cancellationToken).ConfigureAwait(false), columns.Count);
    }

    /// <remarks>
    /// Where the rows of a batch end in an error, Npgsql 10 takes the statements after it for prepared all the same, which the server has passed over: the next
    /// use of one on this connection would fail by 26000. A connection alone cannot be discarded, so that all are that are in the pool or come back to it.
    /// </remarks>
    public override void Discard(DbConnection connection)
    {
        if (isPreparing)
        {
            connections.Clear();
        }
    }

    public override RelationalError Classify(DbException exception) => PostgreSqlErrors.Classify(exception);

    public override StoreException CreateStoreException(DbException exception) => PostgreSqlErrors.CreateStoreException(exception, StoreName);

    public override async ValueTask<bool?> FindOutcomeAsync(string transaction, CancellationToken cancellationToken)
    {
        // A server that has lost a client needs a moment to end its transaction, and one that restarts to let somebody in.
        for (var wait = FirstWaitMilliseconds; ; wait *= 2)
        {
            try
            {
                if (await FindStatusAsync(transaction, cancellationToken).ConfigureAwait(false) is var status && (status != "in progress" || wait > LongestWaitMilliseconds))
                {
                    return status switch
                    {
                        "committed" => true,
                        "aborted" => false,
                        _ => null,
                    };
                }
            }
            catch (NpgsqlException exception) when (exception.IsTransient && wait <= LongestWaitMilliseconds)
            {
                // Once more.
            }

            await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    public override async ValueTask<IAsyncDisposable> LockSetupAsync(CancellationToken cancellationToken)
    {
        // The lock is the connection's: it vanishes with it, however the process ends.
        var connection = setupConnections.CreateConnection();
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await LockAsync(connection, cancellationToken).ConfigureAwait(false);
            if (schema is not null)
            {
                await CreateSchemaAsync(connection, schema, cancellationToken).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await connections.DisposeAsync().ConfigureAwait(false);
        await setupConnections.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        connections.Dispose();
        setupConnections.Dispose();
    }

    private static string ArrayOf(ColumnType type) => type switch
    {
        ColumnType.Integer or ColumnType.Instant => "bigint[]",
        ColumnType.Id => "uuid[]",
        ColumnType.Decimal => "numeric[]",
        ColumnType.Boolean => "boolean[]",
        _ => "text[]",
    };

    private static async Task CreateSchemaAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var find = new NpgsqlCommand("SELECT 1 FROM pg_namespace WHERE nspname = $1", connection) { Parameters = { new NpgsqlParameter { Value = schema } } };
        await using (find.ConfigureAwait(false))
        {
            if (await find.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null)
            {
                return;
            }
        }

        var create = new NpgsqlCommand($"CREATE SCHEMA \"{schema}\"", connection);
        await using (create.ConfigureAwait(false))
        {
            await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks on a new connection: those of the pool may be ones that the server has forgotten.</summary>
    private async ValueTask<string?> FindStatusAsync(string transaction, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            var command = new NpgsqlCommand("SELECT pg_xact_status($1::text::xid8)", connection) { Parameters = { new NpgsqlParameter { Value = transaction } } };
            await using (command.ConfigureAwait(false))
            {
                return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string;
            }
        }
    }

    private async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection)
        {
            Parameters = { new NpgsqlParameter { Value = SetupLock } },
            CommandTimeout = (int)Math.Ceiling(options.SetupTimeout.TotalSeconds),
        };
        await using (command.ConfigureAwait(false))
        {
            try
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException exception) when (exception.InnerException is TimeoutException)
            {
                throw new TimeoutException(
                    $"{StoreName} is being set up by another process for more than {options.SetupTimeout.TotalSeconds:0.#} seconds. " +
                    "Wait for it, or allow more time by PostgreSqlStoreOptions.SetupTimeout.",
                    exception);
            }
        }
    }

    private NpgsqlConnectionStringBuilder InSchema(NpgsqlConnectionStringBuilder connection)
    {
        if (schema is not null)
        {
            connection.SearchPath = schema;
        }

        return connection;
    }
}
