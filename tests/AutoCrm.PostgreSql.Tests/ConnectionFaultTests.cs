using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.PostgreSql.Tests.Store;
using AutoCrm.PostgreSql.Tests.Work;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>A database that cannot be reached or written is told by one exception with one sentence, and the store goes on where the reason is gone.</summary>
public sealed class ConnectionFaultTests
{
    /// <summary>All that can be asked of a store, each by another way into it.</summary>
    public static TheoryData<string> Uses => [.. StoreUses.All];

    /// <summary>Those that need a database; without one the script is that of all tables.</summary>
    public static TheoryData<string> UsesOfDatabase => [.. StoreUses.All.Except(["script"])];

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task A_server_that_does_not_run_is_told(string use)
    {
        var port = LoopbackPort.Choose();
        await using var host = PostgreSqlFixture.Open($"Host=127.0.0.1;Port={port};Database=crm;Username=crm;Password=very-secret");
        await FailsAsync(host, use, StoreFailure.Unavailable, $"the PostgreSQL database 'crm' on 127.0.0.1:{port}", isTransient: true);
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task A_wrong_password_is_told_without_it(string use)
    {
        await using var store = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        var wrong = new NpgsqlConnectionStringBuilder(store.Database.ConnectionString) { Password = "very-secret" };
        await using var host = PostgreSqlFixture.Open(wrong.ConnectionString);
        await FailsAsync(host, use, StoreFailure.Unavailable, NameOf(wrong), isTransient: false);
    }

    [Theory]
    [MemberData(nameof(UsesOfDatabase))]
    public async Task A_database_that_does_not_exist_is_told_and_the_call_succeeds_once_it_is_there(string use)
    {
        var server = await PostgresServer.GetAsync();
        var name = $"autocrm_{Guid.NewGuid():N}";
        var missing = new NpgsqlConnectionStringBuilder(server.ConnectionStringOf(name));
        await using var host = PostgreSqlFixture.Open(missing.ConnectionString);
        await FailsAsync(host, use, StoreFailure.Unavailable, NameOf(missing), isTransient: false);

        await server.ExecuteAsync($"CREATE DATABASE {name}");
        await StoreUses.RunAsync(host, "migrate");
        await StoreUses.RunAsync(host, use);
        await host.DisposeAsync();
        await server.DropDatabaseAsync(name);
    }

    [Fact]
    public async Task A_role_that_may_only_read_reads_and_is_told_that_it_cannot_write()
    {
        var server = await PostgresServer.GetAsync();
        await using var reader = await server.CreateReaderAsync();
        await using var store = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        await using var host = PostgreSqlFixture.Open(store.Database.ConnectionStringOf(reader));
        await ReadsOnlyAsync(host, store);
    }

    [Fact]
    public async Task A_role_whose_transactions_only_read_is_told_that_it_cannot_write()
    {
        var server = await PostgresServer.GetAsync();
        await using var writer = await server.CreateRoleAsync();
        await using var store = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        await store.Database.ExecuteAsync(
            $"GRANT ALL ON ALL TABLES IN SCHEMA public TO {writer.Name}; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {writer.Name}; " +
            $"ALTER ROLE {writer.Name} SET default_transaction_read_only = on");
        await using var host = PostgreSqlFixture.Open(store.Database.ConnectionStringOf(writer));
        await ReadsOnlyAsync(host, store);

        await store.Database.ExecuteAsync($"ALTER ROLE {writer.Name} RESET default_transaction_read_only");
        await using var after = PostgreSqlFixture.Open(store.Database.ConnectionStringOf(writer));
        await StoreUses.RunAsync(after, "write");
    }

    private static async Task ReadsOnlyAsync(ServiceProvider host, PostgreSqlFixture store)
    {
        foreach (var use in new[] { "migrate", "script", "find", "specification", "stream" })
        {
            await StoreUses.RunAsync(host, use);
        }

        await FailsAsync(host, "write", StoreFailure.ReadOnly, NameOf(new NpgsqlConnectionStringBuilder(store.Database.ConnectionString)), isTransient: false);
        using var sample = new SampleFolder(customers: 5);
        var refused = await Assert.ThrowsAsync<StoreException>(() => SampleHost.RunAsync(host, crm => crm.Resolution.ResolveAsync()));
        Assert.Equal(StoreFailure.ReadOnly, refused.Failure);
    }

    private static string NameOf(NpgsqlConnectionStringBuilder connection) => $"the PostgreSQL database '{connection.Database}' on {connection.Host}:{connection.Port}";

    private static async Task FailsAsync(ServiceProvider host, string use, StoreFailure failure, string store, bool isTransient)
    {
        // The second time is as the first.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var thrown = await Assert.ThrowsAsync<StoreException>(() => StoreUses.RunAsync(host, use));
            Assert.Equal((failure, store, isTransient, false), (thrown.Failure, thrown.Store, thrown.IsTransient, thrown.IsOutcomeUnknown));
            Assert.Contains(store[1..], thrown.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("very-secret", thrown.ToString(), StringComparison.Ordinal);
            Assert.NotNull(thrown.InnerException);
        }
    }
}
