using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.PostgreSql.Tests.Work;

/// <summary>What can be asked of a store, each by another way into it.</summary>
internal static class StoreUses
{
    public static IReadOnlyList<string> All { get; } = ["migrate", "script", "find", "specification", "stream", "write", "assess"];

    public static Task RunAsync(IServiceProvider host, string use) => SampleHost.RunAsync(host, async crm =>
    {
        switch (use)
        {
            case "migrate":
                await crm.MigrateAsync();
                break;
            case "script":
                await host.GetRequiredService<IStoreSetup>().ScriptAsync();
                break;
            case "find":
                await crm.Customers.GetByIdAsync(Id<Customer>.New(SampleHost.Now));
                break;
            case "specification":
                await crm.Customers.ListAsync(new CustomersByPhoneSpec("+8613800001000"));
                break;
            case "stream":
                await using (var scope = host.CreateAsyncScope())
                {
                    await foreach (var _ in scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().StreamAsync())
                    {
                    }
                }

                break;
            case "write":
                await crm.Customers.AddAsync(new Customer(Id<Customer>.New(SampleHost.Now), CustomerKind.Person));
                await crm.CommitAsync();
                break;
            case "assess":
                await crm.Assessment.AssessAllAsync(SampleHost.Now);
                break;
            default:
                throw new ArgumentException($"'{use}' is no use.", nameof(use));
        }

        return true;
    });
}
