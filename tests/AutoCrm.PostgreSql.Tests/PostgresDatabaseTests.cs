using AutoCrm.PostgreSql.Tests.Servers;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests;

public sealed class PostgresDatabaseTests
{
    [Fact]
    public async Task A_database_has_the_tables_of_its_template_and_is_gone_afterwards()
    {
        var server = await PostgresServer.GetAsync();
        await using var template = await server.CreateDatabaseAsync();
        await template.ExecuteAsync("CREATE TABLE cars (vin text); INSERT INTO cars VALUES ('WVWZZZ1JZ3W386752')");
        string name;
        await using (var database = await server.CreateDatabaseAsync(template.Name))
        {
            name = database.Name;
            Assert.Equal("WVWZZZ1JZ3W386752", await database.ScalarAsync<string>("SELECT vin FROM cars"));
            await database.ExecuteAsync("DELETE FROM cars");
        }

        Assert.Equal(1L, await template.ScalarAsync<long>("SELECT count(*) FROM cars"));
        Assert.False(await template.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{name}')"));
    }

    [Fact]
    public async Task A_template_can_be_copied_while_pools_and_connections_are_open_to_it()
    {
        var server = await PostgresServer.GetAsync();
        await using var template = await server.CreateDatabaseAsync();
        await using (var pooled = new NpgsqlConnection(template.ConnectionString))
        {
            await pooled.OpenAsync();
        }

        await using var open = await template.OpenAsync();
        var copies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.CreateDatabaseAsync(template.Name)));
        Assert.Equal(4, copies.Select(copy => copy.Name).Distinct().Count());
        foreach (var copy in copies)
        {
            await copy.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_is_dropped_while_somebody_is_connected()
    {
        var server = await PostgresServer.GetAsync();
        var database = await server.CreateDatabaseAsync();
        await using var open = await database.OpenAsync();
        await database.DisposeAsync();
        await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync("SELECT 1"));
    }

    [Fact]
    public async Task A_pool_leaves_connections_to_others()
    {
        var server = await PostgresServer.GetAsync();
        Assert.Equal(20, new NpgsqlConnectionStringBuilder(server.ConnectionStringOf("any")).MaxPoolSize);
    }
}
