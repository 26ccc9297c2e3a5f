using AutoCrm.PostgreSql.Tests.Servers;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests;

public sealed class PostgresRoleTests
{
    [Fact]
    public async Task A_reader_reads_every_table_and_writes_none()
    {
        var server = await PostgresServer.GetAsync();
        await using var reader = await server.CreateReaderAsync();
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE SCHEMA crm; CREATE TABLE crm.cars (vin text)");
        Assert.Equal(0L, await Sql.ScalarAsync<long>(database.ConnectionStringOf(reader), "SELECT count(*) FROM crm.cars"));
        await RefusedAsync(database.ConnectionStringOf(reader), "INSERT INTO crm.cars VALUES ('')");
        await RefusedAsync(database.ConnectionStringOf(reader), "CREATE TABLE mine (no int)");
    }

    [Fact]
    public async Task A_role_creates_databases_only_if_it_may()
    {
        var server = await PostgresServer.GetAsync();
        await using var owner = await server.CreateRoleAsync();
        await using var creator = await server.CreateRoleAsync(mayCreateDatabases: true);
        await using var database = await server.CreateDatabaseAsync(owner: owner);
        await Sql.ExecuteAsync(database.ConnectionStringOf(owner), "CREATE TABLE mine (no int)");
        await RefusedAsync(database.ConnectionStringOf(owner), "CREATE DATABASE made_by_owner");
        var name = $"autocrm_{Guid.NewGuid():N}";
        await Sql.ExecuteAsync(server.ConnectionStringOf(server.Database, creator), $"CREATE DATABASE {name}");
        await server.DropDatabaseAsync(name);
    }

    private static async Task RefusedAsync(string connectionString, string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Sql.ExecuteAsync(connectionString, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
