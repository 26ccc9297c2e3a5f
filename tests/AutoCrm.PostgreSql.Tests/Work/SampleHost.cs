using AutoCrm.Hosting;
using AutoCrm.Import;
using AutoCrm.SampleData;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace AutoCrm.PostgreSql.Tests.Work;

/// <summary>Hosts that work on the made-up dealer group at one instant.</summary>
internal static class SampleHost
{
    public static readonly Instant Now = new DealerGroupOptions().AsOf;

    public static ServiceProvider Open(string connectionString) => Open(crm => crm.UsePostgreSql(connectionString));

    public static ServiceProvider Open(Action<AutoCrmBuilder> store) => new ServiceCollection()
        .AddSingleton<IClock>(new FakeClock(Now))
        .AddAutoCrm(crm =>
        {
            store(crm);
            crm.AddCsv();
        })
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });

    public static Task<ImportReport> ImportAsync(IServiceProvider host, string folder) => RunAsync(host, async crm =>
    {
        var report = await crm.Import.ImportAsync(folder);
        Assert.Empty(report.Failures);
        return report;
    });

    public static Task ResolveAsync(IServiceProvider host) => RunAsync(host, crm => crm.Resolution.ResolveAsync(BulkMessages.All));

    public static Task AssessAsync(IServiceProvider host) => RunAsync(host, crm => crm.Assessment.AssessAllAsync(Now, BulkMessages.All));

    /// <summary>Imports, finds out who is who, and assesses everybody.</summary>
    public static async Task WorkAsync(IServiceProvider host, string folder)
    {
        await ImportAsync(host, folder);
        await ResolveAsync(host);
        await AssessAsync(host);
    }

    /// <summary>Does something in a scope of its own.</summary>
    public static async Task<T> RunAsync<T>(IServiceProvider host, Func<CrmSession, Task<T>> work)
    {
        await using var scope = host.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<CrmSession>());
    }
}
