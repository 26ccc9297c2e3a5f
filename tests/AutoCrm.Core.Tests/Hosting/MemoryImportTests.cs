using AutoCrm.Hosting.InMemory;
using AutoCrm.Import;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Tests.Hosting;

public sealed class MemoryImportTests
{
    [Fact]
    public async Task Each_former_state_of_a_replaced_aggregate_is_kept()
    {
        await using var host = new CrmHost();
        foreach (var name in new[] { "old", "new", "new", "newest" })
        {
            await using var transaction = await host.Provider.GetRequiredService<IImportStore>().BeginAsync(TestContext.Current.CancellationToken);
            await transaction.UpsertAsync(
                [new Outlet(new OutletCode("D1"), name, OutletKind.Dealer, DateTimeZone.Utc)],
                (known, next) => known.ReplacedBy(next),
                TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            [(1, "old"), (2, "new")],
            host.Provider.GetRequiredService<MemoryStore>().State.Replaced.OfType<ReplacedAggregate>().Select(earlier => earlier.Stored)
                .Select(kept => (kept.Version, ((Outlet)kept.Instance).Name)));
    }
}
