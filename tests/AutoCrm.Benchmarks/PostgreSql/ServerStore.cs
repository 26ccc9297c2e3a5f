using AutoCrm.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AutoCrm.Benchmarks.PostgreSql;

/// <summary>Databases of a run on one server, which are dropped at its end.</summary>
internal sealed class ServerStore(string server) : IAsyncDisposable
{
    private readonly string prefix = $"autocrm_benchmark_{Guid.NewGuid():N}"[..28];
    private readonly List<string> names = [];

    public async Task<string> CreateAsync(string name)
    {
        var database = $"{prefix}_{name}";
        await RunAsync(server, $"CREATE DATABASE {database}");
        names.Add(database);
        var connectionString = new NpgsqlConnectionStringBuilder(server) { Database = database, IncludeErrorDetail = true }.ConnectionString;
        await using var services = Open(connectionString);
        await SampleStore.InScopeAsync(services, crm => crm.MigrateAsync());
        return connectionString;
    }

    public static ServiceProvider Open(string connectionString) =>
        new ServiceCollection().AddAutoCrm(crm => crm.UsePostgreSql(connectionString).AddCsv()).BuildServiceProvider();

    public static async Task<NpgsqlConnection> ConnectAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = await ConnectAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        foreach (var name in names)
        {
            await RunAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }
}
