using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Storage.Tests;

/// <summary>What can be asked of a store, each by another way into it.</summary>
internal static class StoreUses
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 1, 0, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IReadOnlyList<string> All { get; } = ["migrate", "script", "find", "specification", "stream", "write"];

    public static ServiceProvider Open(string file, string more = "", TimeSpan? lockTimeout = null) => new ServiceCollection()
        .AddAutoCrm(crm => crm.UseSqlite($"Data Source={file};{more}", sqlite => sqlite.LockTimeout = lockTimeout ?? sqlite.LockTimeout).AddCsv())
        .BuildServiceProvider();

    public static async Task RunAsync(ServiceProvider host, string use)
    {
        await using var scope = host.CreateAsyncScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        switch (use)
        {
            case "migrate":
                await crm.MigrateAsync(Cancellation);
                break;
            case "script":
                await host.GetRequiredService<IStoreSetup>().ScriptAsync(Cancellation);
                break;
            case "find":
                await crm.Customers.GetByIdAsync(Id<Customer>.New(Now), Cancellation);
                break;
            case "specification":
                await crm.Customers.ListAsync(new CustomersByPhoneSpec("+8613800001000"), Cancellation);
                break;
            case "stream":
                await foreach (var _ in scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().StreamAsync(Cancellation))
                {
                }

                break;
            case "write":
                await crm.Customers.AddAsync(new Customer(Id<Customer>.New(Now), CustomerKind.Person), Cancellation);
                await crm.CommitAsync(Cancellation);
                break;
            default:
                throw new ArgumentException($"'{use}' is no use.", nameof(use));
        }
    }

    /// <summary>Imports one file of made-up people.</summary>
    public static async Task<ImportReport> ImportAsync(ServiceProvider host, string folder, int rows)
    {
        var system = Directory.CreateDirectory(Path.Combine(folder, "import", "dms")).FullName;
        await File.WriteAllLinesAsync(
            Path.Combine(system, "customers.csv"),
            ["key,kind,name,phone", .. Enumerable.Range(1000, rows).Select(number => $"K{number},person,Anna Miller {number},+86138{number:00000000}")],
            Cancellation);
        await using var scope = host.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<CrmSession>().Import.ImportAsync(Path.GetDirectoryName(system)!, cancellationToken: Cancellation);
        Assert.Empty(report.Failures);
        return report;
    }
}
