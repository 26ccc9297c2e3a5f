using AutoCrm.PostgreSql.Tests.Binaries;
using AutoCrm.PostgreSql.Tests.Servers;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task The_shared_server_answers_and_is_recent_enough()
    {
        var server = await PostgresServer.GetAsync();
        await using var database = await server.CreateDatabaseAsync();
        Assert.Equal(2, await database.ScalarAsync<int>("SELECT 1 + 1"));
        Assert.True(server.Version >= PostgresBinaries.OldestVersion, $"{server.Version}");
        Assert.Same(server, await PostgresServer.GetAsync());
    }

    [Fact]
    public async Task A_server_of_the_tests_own_is_open_to_nobody_else()
    {
        var server = await OwnSharedAsync();
        Assert.Equal("127.0.0.1", await ValueAsync(server, "SHOW listen_addresses"));
        var stranger = new NpgsqlConnectionStringBuilder(server.ConnectionStringOf(server.Database)) { Password = "made up", Pooling = false };
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Sql.ExecuteAsync(stranger.ConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(server.Cluster.Folder));
        }
    }

    [Fact]
    public async Task A_server_of_the_tests_own_does_not_sort_by_bytes_by_itself()
    {
        var server = await OwnSharedAsync();
        Assert.Equal("UTF8", await ValueAsync(server, "SHOW server_encoding"));
        Assert.SkipUnless(
            await Sql.ScalarAsync<bool>(server.ConnectionStringOf(server.Database), "SELECT datlocprovider = 'i' FROM pg_database WHERE datname = 'template1'"),
            "The programs were built without ICU.");
        await using var database = await server.CreateDatabaseAsync();
        Assert.True(await database.ScalarAsync<bool>("SELECT 'a' < 'B'"));
        Assert.False(await database.ScalarAsync<bool>("SELECT 'a' < 'B' COLLATE \"C\""));
    }

    [Theory, InlineData(false, "off"), InlineData(true, "on")]
    public async Task Only_a_durable_server_waits_for_the_disk(bool durable, string expected)
    {
        await using var server = await PostgresServer.StartOwnAsync(durable);
        Assert.All(
            [await ValueAsync(server, "SHOW fsync"), await ValueAsync(server, "SHOW full_page_writes"), await ValueAsync(server, "SHOW synchronous_commit")],
            value => Assert.Equal(expected, value));
    }

    [Fact]
    public async Task Committed_rows_outlive_a_killed_server()
    {
        await using var server = await PostgresServer.StartOwnAsync(durable: true);
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE TABLE kept (no int); INSERT INTO kept VALUES (1)");
        var before = server.Cluster.ProcessId;
        await using var open = await database.OpenAsync();
        await using var transaction = await open.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO kept VALUES (2)", open, transaction);
        await insert.ExecuteNonQueryAsync();

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => database.ExecuteAsync("SELECT 1"));
        await server.StartAsync();

        Assert.NotEqual(before, server.Cluster.ProcessId);
        Assert.Equal(1L, await database.ScalarAsync<long>("SELECT count(*) FROM kept"));
    }

    [Fact]
    public async Task A_killed_server_can_be_disposed_with_its_databases()
    {
        var server = await PostgresServer.StartOwnAsync(durable: false);
        var database = await server.CreateDatabaseAsync();
        await server.KillAsync();
        await database.DisposeAsync();
        var folder = server.Cluster.Folder;
        await server.DisposeAsync();
        Assert.False(Directory.Exists(folder));
    }

    private static async Task<PostgresServer> OwnSharedAsync()
    {
        var server = await PostgresServer.GetAsync();
        Assert.SkipUnless(server.IsOwn, "The server is not the tests' own.");
        return server;
    }

    private static async Task<string> ValueAsync(PostgresServer server, string sql) => await Sql.ScalarAsync<string>(server.ConnectionStringOf(server.Database), sql);
}
