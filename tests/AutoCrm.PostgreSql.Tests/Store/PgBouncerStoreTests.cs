using AutoCrm.Hosting;
using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.SampleData;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests.Store;

/// <summary>A store behind PgBouncer in transaction mode, as the readme of the package describes it.</summary>
public sealed class PgBouncerStoreTests : IDisposable
{
    private static readonly Instant AsOf = Instant.FromUtc(2026, 11, 1, 0, 0);
    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-bouncer-").FullName;

    [Fact]
    public async Task Everything_but_the_setup_goes_through_a_pooler_of_transactions()
    {
        var server = await PostgresServer.GetAsync();
        await using var role = await server.CreateRoleAsync();
        await using var database = await server.CreateDatabaseAsync(owner: role);
        var direct = database.ConnectionStringOf(role);
        await Sql.ExecuteAsync(direct, $"CREATE SCHEMA crm; ALTER ROLE {role.Name} SET search_path = crm");
        await using var bouncer = await PgBouncer.StartAsync(server, role);
        var pooled = new NpgsqlConnectionStringBuilder(bouncer.ConnectionStringOf(database.Name, role)) { MaxAutoPrepare = 0, NoResetOnClose = true }.ConnectionString;
        await using var services = new ServiceCollection()
            .AddAutoCrm(crm => crm
                .UsePostgreSql(pooled, options => options.SetupConnectionString = direct)
                .AddCsv()
                .AddConformanceSamples())
            .BuildServiceProvider();

        await services.GetRequiredService<IStoreSetup>().MigrateAsync();
        DealerGroup.Write(folder, new DealerGroupOptions { Customers = 20, AsOf = AsOf }, TestContext.Current.CancellationToken);
        await using var scope = services.CreateAsyncScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        var first = await crm.Import.ImportAsync(folder);
        var second = await crm.Import.ImportAsync(folder);
        await crm.Resolution.ResolveAsync();
        var assessed = await crm.Assessment.AssessAllAsync(AsOf);

        Assert.Empty(first.Failures);
        Assert.Equal((0, first.Added), (second.Added, second.Unchanged));
        Assert.NotEqual(0, assessed.Customers);
        Assert.Equal("crm", await database.ScalarAsync<string>("SELECT schemaname::text FROM pg_tables WHERE tablename = 'events'"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
