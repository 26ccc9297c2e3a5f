using AutoCrm.Hosting;
using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.PostgreSql.Tests.Store;
using AutoCrm.PostgreSql.Tests.Work;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>How a database is set up, and by whom.</summary>
public sealed class SchemaTests
{
    private const string LaterMigration = "20991231000000_Later";

    private static readonly string ListColumns =
        "SELECT string_agg(concat_ws(' ', table_name, column_name, data_type, collation_name, is_nullable, column_default), E'\\n' ORDER BY table_name, column_name) " +
        "FROM information_schema.columns WHERE table_schema = 'public'";

    private static readonly string ListIndexes = "SELECT string_agg(indexdef, E'\\n' ORDER BY indexname) FROM pg_indexes WHERE schemaname = 'public'";

    [Fact]
    public async Task Ten_hosts_that_start_at_once_set_an_empty_database_up_together()
    {
        await using var store = await PostgreSqlFixture.WithoutTablesAsync();
        var hosts = Enumerable.Range(0, 10).Select(_ => store.Open()).ToArray();

        await Task.WhenAll(hosts.Select(host => Task.Run(() => host.GetRequiredService<IStoreSetup>().MigrateAsync())));

        foreach (var host in hosts)
        {
            await StoreUses.RunAsync(host, "write");
            await host.DisposeAsync();
        }

        Assert.Equal(10, await store.Database.ScalarAsync<long>("SELECT count(*) FROM customers"));
    }

    [Fact]
    public async Task The_migrations_make_the_model_of_today()
    {
        await using var store = await PostgreSqlFixture.CreateAsync();
        await using var context = await store.Services.GetRequiredService<IDbContextFactory<AutoCrmDbContext>>().CreateDbContextAsync();

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task A_database_that_is_not_set_up_says_what_to_do()
    {
        await using var store = await PostgreSqlFixture.WithoutTablesAsync();
        foreach (var use in StoreUses.All.Except(["migrate", "script"]))
        {
            await using var host = store.Open();
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StoreUses.RunAsync(host, use));
            Assert.Contains("MigrateAsync", refused.Message, StringComparison.Ordinal);
            Assert.Contains(store.Database.Name, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused_by_the_migration_and_by_the_first_use()
    {
        await using var store = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        await store.Database.ExecuteAsync($"INSERT INTO \"__EFMigrationsHistory\" VALUES ('{LaterMigration}', '99.0.0')");
        foreach (var use in StoreUses.All.Except(["specification"]))
        {
            await using var host = store.Open();
            for (var attempt = 0; attempt < 2; attempt++)
            {
                var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StoreUses.RunAsync(host, use));
                Assert.Contains(
                    $"was set up by a later version of AutoCrm (migration {LaterMigration}), which this one cannot use safely; update the packages of the host.",
                    refused.Message,
                    StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_script_makes_what_the_setup_makes_and_then_nothing_is_left()
    {
        await using var setUp = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        await using var store = await PostgreSqlFixture.WithoutTablesAsync();
        var script = await store.Services.GetRequiredService<IStoreSetup>().ScriptAsync();

        await store.Database.ExecuteAsync(script);

        Assert.Equal(await setUp.Database.ScalarAsync<string>(ListColumns), await store.Database.ScalarAsync<string>(ListColumns));
        Assert.Equal(await setUp.Database.ScalarAsync<string>(ListIndexes), await store.Database.ScalarAsync<string>(ListIndexes));
        await using var host = store.Open();
        Assert.Empty(await host.GetRequiredService<IStoreSetup>().ScriptAsync());
        await StoreUses.RunAsync(host, "write");
        Assert.Empty(await setUp.Services.GetRequiredService<IStoreSetup>().ScriptAsync());
    }

    [Fact]
    public async Task A_role_that_may_not_create_databases_sets_its_own_up()
    {
        var server = await PostgresServer.GetAsync();
        await using var owner = await server.CreateRoleAsync();
        await using var database = await server.CreateDatabaseAsync(owner: owner);
        await using var host = PostgreSqlFixture.Open(database.ConnectionStringOf(owner));
        foreach (var use in StoreUses.All)
        {
            await StoreUses.RunAsync(host, use);
        }
    }

    [Fact]
    public async Task A_host_whose_role_may_only_read_and_write_rows_works_on_a_database_that_another_role_set_up()
    {
        var server = await PostgresServer.GetAsync();
        await using var writer = await server.CreateRoleAsync();
        await using var store = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        await store.Database.ExecuteAsync($"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {writer.Name}; GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {writer.Name}");
        await using var host = PostgreSqlFixture.Open(store.Database.ConnectionStringOf(writer));
        foreach (var use in StoreUses.All)
        {
            await StoreUses.RunAsync(host, use);
        }
    }

    [Fact]
    public async Task Two_stores_in_schemas_of_one_database_know_nothing_of_each_other()
    {
        await using var store = await PostgreSqlFixture.WithoutTablesAsync();
        foreach (var schema in new[] { "crm_north", "crm_south" })
        {
            await using var host = Open(store, schema);
            await StoreUses.RunAsync(host, "migrate");
            foreach (var use in StoreUses.All)
            {
                await StoreUses.RunAsync(host, use);
            }
        }

        await using var north = Open(store, "crm_north");
        await StoreUses.RunAsync(north, "write");
        Assert.Equal(
            (2, 1),
            (await store.Database.ScalarAsync<long>("SELECT count(*) FROM crm_north.customers"), await store.Database.ScalarAsync<long>("SELECT count(*) FROM crm_south.customers")));
        Assert.Equal(0, await store.Database.ScalarAsync<long>("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"));
    }

    [Fact]
    public async Task The_script_for_a_schema_makes_its_tables_there()
    {
        await using var store = await PostgreSqlFixture.WithoutTablesAsync();
        await using var host = Open(store, "crm_east");
        var script = await host.GetRequiredService<IStoreSetup>().ScriptAsync();

        await store.Database.ExecuteAsync(script);

        await using var after = Open(store, "crm_east");
        Assert.Empty(await after.GetRequiredService<IStoreSetup>().ScriptAsync());
        await StoreUses.RunAsync(after, "write");
        Assert.Equal(0, await store.Database.ScalarAsync<long>("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"));
    }

    [Fact]
    public async Task A_host_that_waits_too_long_for_the_setup_of_another_says_so()
    {
        await using var store = await PostgreSqlFixture.WithoutTablesAsync();
        await using var setup = await store.Database.OpenAsync();
        await using (var command = setup.CreateCommand())
        {
            command.CommandText = $"SELECT pg_advisory_lock({0x6175746f63726d00})";
            await command.ExecuteNonQueryAsync();
        }

        await using var host = PostgreSqlFixture.Open(
            store.Database.ConnectionString, postgres => postgres.SetupTimeout = TimeSpan.FromSeconds(1));
        var late = await Assert.ThrowsAsync<TimeoutException>(() => StoreUses.RunAsync(host, "migrate"));
        Assert.Contains("SetupTimeout", late.Message, StringComparison.Ordinal);

        await setup.CloseAsync();
        await StoreUses.RunAsync(host, "migrate");
    }

    private static ServiceProvider Open(PostgreSqlFixture store, string schema) =>
        PostgreSqlFixture.Open(store.Database.ConnectionString, postgres => postgres.Schema = schema);
}
