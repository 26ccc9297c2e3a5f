using AutoCrm.Hosting;
using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.SampleData;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.PostgreSql.Tests.Store;

/// <summary>The role that sets the database up may be another one than the role that uses it.</summary>
public sealed class SetupRoleTests : IDisposable
{
    private static readonly Instant AsOf = Instant.FromUtc(2026, 11, 1, 0, 0);
    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-setup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string DealerGroupFolder()
    {
        DealerGroup.Write(folder, new DealerGroupOptions { Customers = 20, AsOf = AsOf }, TestContext.Current.CancellationToken);
        return folder;
    }

    [Fact]
    public async Task The_database_is_set_up_by_the_setup_connection_string()
    {
        var server = await PostgresServer.GetAsync();
        await using var owner = await server.CreateRoleAsync();
        await using var user = await server.CreateRoleAsync();
        await using var database = await server.CreateDatabaseAsync(owner: owner);
        await using var services = new ServiceCollection()
            .AddAutoCrm(crm => crm
                .UsePostgreSql(database.ConnectionStringOf(user), options => options.SetupConnectionString = database.ConnectionStringOf(owner))
                .AddCsv().AddConformanceSamples())
            .BuildServiceProvider();

        await Sql.ExecuteAsync(
            database.ConnectionStringOf(owner),
            $"ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {user.Name};" +
            $"ALTER DEFAULT PRIVILEGES GRANT SELECT ON SEQUENCES TO {user.Name}");
        await services.GetRequiredService<IStoreSetup>().MigrateAsync();

        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(DISTINCT tableowner) FROM pg_tables WHERE schemaname = 'public'"));
        Assert.Equal(owner.Name, await database.ScalarAsync<string>("SELECT tableowner::text FROM pg_tables WHERE tablename = 'events'"));
        await using var scope = services.CreateAsyncScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        await crm.Import.ImportAsync(DealerGroupFolder());
        await crm.Resolution.ResolveAsync();
        var assessed = await crm.Assessment.AssessAllAsync(AsOf);
        Assert.NotEqual(0, assessed.Customers);
    }
}
