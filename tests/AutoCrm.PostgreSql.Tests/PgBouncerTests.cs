using AutoCrm.PostgreSql.Tests.Servers;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests;

public sealed class PgBouncerTests
{
    [Fact]
    public async Task A_connection_of_the_server_serves_many_clients_and_ends_with_the_bouncer()
    {
        var server = await PostgresServer.GetAsync();
        await using var role = await server.CreateRoleAsync();
        await using var database = await server.CreateDatabaseAsync(owner: role);
        var bouncer = await PgBouncer.StartAsync(server, role);
        var (process, folder) = (bouncer.ProcessId, bouncer.Folder);
        await using (bouncer)
        {
            var connectionString = bouncer.ConnectionStringOf(database.Name, role);
            await using var first = await Sql.OpenAsync(connectionString);
            await using var second = await Sql.OpenAsync(connectionString);
            Assert.Equal(await BackendAsync(first), await BackendAsync(second));
        }

        Assert.False(Directory.Exists(folder));
        await Processes.EndOfAsync(process);
    }

    private static async Task<int> BackendAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
