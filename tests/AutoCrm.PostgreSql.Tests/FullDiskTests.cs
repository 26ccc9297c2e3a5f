using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.PostgreSql.Tests.Store;
using AutoCrm.PostgreSql.Tests.Work;
using AutoCrm.SharedKernel;
using AutoCrm.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>On a full disk nothing is half stored, and the same call succeeds once there is space again.</summary>
public sealed class FullDiskTests
{
    private const string CountRows =
        "SELECT string_agg(t.table_name || ' ' || (xpath('/row/n/text()', query_to_xml('SELECT count(*) AS n FROM ' || quote_ident(t.table_name), false, true, '')))[1]::text, ', ' ORDER BY t.table_name) " +
        "FROM information_schema.tables t WHERE t.table_schema = 'public'";

    [Fact]
    public async Task A_full_disk_is_told_nothing_is_half_stored_and_the_repetition_succeeds()
    {
        using var disk = TemporaryDisk.TryMount(mebibytes: 96);
        Assert.SkipWhen(disk is null, TemporaryDisk.WhyNone);
        await using var server = await PostgresServer.StartOwnAsync(durable: false);
        await server.ExecuteAsync($"CREATE TABLESPACE small LOCATION '{await server.Cluster.MakeFolderAsync(disk.Folder)}'");
        var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync($"ALTER DATABASE {database.Name} SET TABLESPACE small");
        using var sample = new SampleFolder(customers: 600);
        await using var host = SampleHost.Open(database.ConnectionString);
        await StoreUses.RunAsync(host, "migrate");

        foreach (var work in new Func<IServiceProvider, Task>[] { host => SampleHost.ImportAsync(host, sample.Path), SampleHost.ResolveAsync, SampleHost.AssessAsync, AddManyAsync })
        {
            // What an open transaction has left is taken back, so that there is no free space within the files.
            await database.ExecuteAsync("VACUUM FULL");
            var stored = await database.ScalarAsync<string>(CountRows);
            disk.Fill();
            for (var attempt = 0; attempt < 2; attempt++)
            {
                var full = await Assert.ThrowsAsync<StoreException>(() => work(host));
                Assert.Equal((StoreFailure.Full, false), (full.Failure, full.IsOutcomeUnknown));
                Assert.Contains($"'{database.Name}'", full.Store, StringComparison.Ordinal);
                Assert.Contains("there is no space left", full.Message, StringComparison.Ordinal);
                Assert.Equal(stored, await database.ScalarAsync<string>(CountRows));
            }

            disk.Free();
            await work(host);
            Assert.NotEqual(stored, await database.ScalarAsync<string>(CountRows));
        }
    }

    private static Task AddManyAsync(IServiceProvider host) => SampleHost.RunAsync(host, async crm =>
    {
        for (var i = 0; i < 2_000; i++)
        {
            await crm.Customers.AddAsync(new Customer(Id<Customer>.New(SampleHost.Now), CustomerKind.Person));
        }

        await crm.CommitAsync();
        return true;
    });
}
