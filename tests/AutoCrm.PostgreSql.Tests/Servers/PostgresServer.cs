using AutoCrm.PostgreSql.Tests.Binaries;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>A real PostgreSQL server.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Names a server that somebody else runs, by its connection string; its user must be allowed to create databases.</summary>
    public const string ConnectionStringVariable = "AUTOCRM_TEST_POSTGRES";

    private static readonly Lazy<Task<PostgresServer?>> Shared = new(FindSharedAsync);

    private readonly NpgsqlConnectionStringBuilder connection;
    private readonly PostgresCluster? cluster;
    private readonly SemaphoreSlim oneCreation = new(1);

    private PostgresServer(NpgsqlConnectionStringBuilder connection, PostgresCluster? cluster)
    {
        this.connection = connection;
        this.cluster = cluster;
    }

    /// <summary>Its major version.</summary>
    public int Version { get; private set; }

    /// <summary>Whether the tests started it, and may therefore kill it.</summary>
    public bool IsOwn => cluster is not null;

    /// <summary>Whether roles can be made on it.</summary>
    public bool CanCreateRoles { get; private set; }

    /// <summary>Where it listens.</summary>
    public (string Host, int Port) Endpoint => (connection.Host!, connection.Port);

    /// <summary>A database that is always there.</summary>
    public string Database => connection.Database!;

    /// <summary>Whom <see cref="ConnectionStringOf"/> connects as by default.</summary>
    public PostgresRole Administrator => new(this, connection.Username!, connection.Password ?? "");

    /// <summary>A server of the tests' own, as processes and files.</summary>
    public PostgresCluster Cluster => cluster ?? throw new InvalidOperationException("The server is not the tests' own.");

    /// <summary>The server that all tests share. Where there is none the test is skipped, or fails if servers are required.</summary>
    public static async ValueTask<PostgresServer> GetAsync()
    {
        var server = await Shared.Value;
        if (server is null)
        {
            RequiredServers.Missing(PostgresLocator.OfThisMachine.Missing);
        }

        return server;
    }

    /// <summary>Starts a server for one test, which may kill it. Where there are no programs to start the test is skipped, or fails if servers are required.</summary>
    /// <param name="durable">Whether what is committed survives a crash of the machine.</param>
    public static async Task<PostgresServer> StartOwnAsync(bool durable) => await StartAsync(await PostgresLocator.OfThisMachine.RequireAsync(), durable);

    /// <summary>Starts a server with given programs.</summary>
    public static async Task<PostgresServer> StartAsync(PostgresBinaries binaries, bool durable)
    {
        var cluster = await PostgresCluster.StartNewAsync(binaries, durable);
        try
        {
            return await ConnectAsync(
                new NpgsqlConnectionStringBuilder
                {
                    Host = "127.0.0.1",
                    Port = cluster.Port,
                    Database = "postgres",
                    Username = PostgresCluster.User,
                    Password = cluster.Password,
                    SslMode = SslMode.Disable,
                },
                cluster);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the shared server, if it was ever asked for and is the tests' own.</summary>
    public static async ValueTask DisposeSharedAsync()
    {
        if (Shared is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } && await Shared.Value is { } server)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>The connection string of a database, with a pool that leaves connections to others.</summary>
    public string ConnectionStringOf(string database, PostgresRole? role = null) => new NpgsqlConnectionStringBuilder(connection.ConnectionString)
    {
        Database = database,
        Username = (role ?? Administrator).Name,
        Password = (role ?? Administrator).Password,
    }.ConnectionString;

    /// <summary>Makes a database.</summary>
    /// <param name="template">The name of the database that it is a copy of. Whoever is connected to that is disconnected.</param>
    /// <param name="owner">Whose it is; the administrator's by default.</param>
    public async Task<PostgresDatabase> CreateDatabaseAsync(string? template = null, PostgresRole? owner = null)
    {
        var name = $"autocrm_{Guid.NewGuid():N}";
        var ownedBy = owner is null ? "" : $" OWNER {owner.Name}";
        await oneCreation.WaitAsync();
        try
        {
            if (template is not null)
            {
                ClearPool(template);
                await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}' AND backend_type = 'client backend'");
            }

            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE \"{template ?? "template1"}\"{ownedBy}");
        }
        finally
        {
            oneCreation.Release();
        }

        return new PostgresDatabase(this, name);
    }

    /// <summary>Makes a role that can connect and owns nothing.</summary>
    /// <param name="mayCreateDatabases">Whether it may create databases.</param>
    public async Task<PostgresRole> CreateRoleAsync(bool mayCreateDatabases = false) => await CreateRoleAsync(mayCreateDatabases ? "CREATEDB" : "NOCREATEDB");

    /// <summary>Makes a role that can read every table of every database, and write none.</summary>
    public async Task<PostgresRole> CreateReaderAsync() => await CreateRoleAsync("IN ROLE pg_read_all_data");

    /// <summary>Ends a server of the tests' own as a crash would.</summary>
    public async Task KillAsync() => await Cluster.KillAsync();

    /// <summary>Starts a killed server again, with the same data on the same port.</summary>
    public async Task StartAsync() => await Cluster.StartAsync();

    /// <summary>Runs statements in the administrator's database.</summary>
    public async Task ExecuteAsync(string sql) => await Sql.ExecuteAsync(connection.ConnectionString, sql);

    /// <summary>Drops a database with all connections to it, unless the server is gone and the database with it.</summary>
    public async Task DropDatabaseAsync(string name)
    {
        ClearPool(name);
        if (cluster is not { IsRunning: false })
        {
            await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }

    /// <summary>Drops a role, unless the server is gone and the role with it.</summary>
    public async Task DropRoleAsync(string name)
    {
        if (cluster is not { IsRunning: false })
        {
            await ExecuteAsync($"DROP ROLE IF EXISTS {name}");
        }
    }

    /// <summary>Ends a server of the tests' own; another goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }

        oneCreation.Dispose();
    }

    private static async Task<PostgresServer?> FindSharedAsync()
    {
        if (Environment.GetEnvironmentVariable(ConnectionStringVariable) is { Length: > 0 } given)
        {
            return await ConnectAsync(new NpgsqlConnectionStringBuilder(given), cluster: null);
        }

        return await PostgresLocator.OfThisMachine.FindAsync() is { } binaries ? await StartAsync(binaries, durable: false) : null;
    }

    private static async Task<PostgresServer> ConnectAsync(NpgsqlConnectionStringBuilder connection, PostgresCluster? cluster)
    {
        connection.MaxPoolSize = 20;
        connection.IncludeErrorDetail = true;
        var server = new PostgresServer(connection, cluster);
        server.Version = await Sql.ScalarAsync<int>(connection.ConnectionString, "SELECT current_setting('server_version_num')::int / 10000");
        server.CanCreateRoles = await Sql.ScalarAsync<bool>(connection.ConnectionString, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user");
        return server;
    }

    private async Task<PostgresRole> CreateRoleAsync(string attributes)
    {
        if (!CanCreateRoles)
        {
            RequiredServers.Missing($"The user of {ConnectionStringVariable} may not create the roles that this test needs; give the connection string of a superuser.");
        }

        var role = new PostgresRole(this, $"autocrm_{Guid.NewGuid():N}", Guid.NewGuid().ToString("N"));
        await ExecuteAsync($"CREATE ROLE {role.Name} LOGIN PASSWORD '{role.Password}' {attributes}");
        return role;
    }

    private void ClearPool(string database)
    {
        using var one = new NpgsqlConnection(ConnectionStringOf(database));
        NpgsqlConnection.ClearPool(one);
    }
}
