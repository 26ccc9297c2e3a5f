using AutoCrm.Hosting;
using AutoCrm.SampleData;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Benchmarks;

/// <summary>The generated dealer group that all benchmarks work on: its files, and stores made of them, in a temporary folder.</summary>
public sealed class SampleStore : IDisposable
{
    public static readonly Instant AsOf = Instant.FromUtc(2026, 11, 1, 0, 0);

    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-benchmark-").FullName;

    public SampleStore(int customers) =>
        Summary = DealerGroup.Write(Files, new DealerGroupOptions { Customers = customers, AsOf = AsOf, BadRows = 0 });

    public DealerGroupSummary Summary { get; }

    public string Files => Path.Combine(folder, "data");

    public string PathOf(string store) => Path.Combine(folder, store + ".db");

    public static ServiceProvider Open(string path) => new ServiceCollection()
        .AddAutoCrm(crm => crm.UseSqlite($"Data Source={path};Pooling=False").AddCsv().AddAggregate(ServicePlan.Definition))
        .BuildServiceProvider();

    /// <summary>Deletes a store, and makes an empty one where wanted.</summary>
    public async Task<string> FreshAsync(string store, bool migrated = true)
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(folder, store + ".db*"))
        {
            File.Delete(file);
        }

        if (migrated)
        {
            await using var services = Open(PathOf(store));
            await InScopeAsync(services, crm => crm.MigrateAsync());
        }

        return PathOf(store);
    }

    public static async Task InScopeAsync(ServiceProvider services, Func<CrmSession, Task> use)
    {
        await using var scope = services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<CrmSession>());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
