using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using CsCheck;

namespace AutoCrm.Tests.Identity;

public sealed class IdentityResolutionTests
{
    /// <summary>Records with few distinct names and numbers, so that many of them match.</summary>
    private static readonly Gen<SourceRecord[]> Records = Gen.Select(Gen.OneOf("王小明", "Wang Xiaoming", "汪晓明", "Li Hua"), Gen.Int[1, 4], Gen.Int[1978, 1981])
        .Array[1, 12].Select(rows => rows.Select((row, number) => CrmHost.Record($"s{number % 3}:{number:00}", row.Item1, $"1380000000{row.Item2}") with
        {
            BirthDate = row.Item3 == 1978 ? null : new NodaTime.LocalDate(row.Item3, 1, 1),
            UpdatedAt = Life.On("2020-01-01") + NodaTime.Duration.FromDays(number),
        }).ToArray());

    [Fact]
    public void Clusters_are_the_connected_components_of_the_matches() => Records.Sample(records =>
    {
        using var host = new Disposing(new CrmHost());
        Wait(host.Host.Import(records));
        Wait(host.Host.Resolve());
        return Wait(host.Host.Clusters()) == Components(records);
    }, iter: 300);

    [Fact]
    public void Files_may_come_in_any_order_and_one_after_the_other() => Records.SelectMany(records => Gen.Shuffle(records).Select(shuffled => (records, shuffled)))
        .Sample(pair =>
        {
            using var all = new Disposing(new CrmHost());
            using var parts = new Disposing(new CrmHost());
            Wait(all.Host.Import(pair.records));
            Wait(all.Host.Resolve());
            foreach (var part in pair.shuffled.Chunk(4))
            {
                Wait(parts.Host.Import(part));
                Wait(parts.Host.Resolve());
            }

            return Wait(all.Host.Clusters()) == Wait(parts.Host.Clusters());
        }, iter: 200);

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var host = new CrmHost();
        await host.Import([CrmHost.Record("a:1", "王小明", "13800000001"), CrmHost.Record("b:1", "Wang Xiaoming", "13800000001"), CrmHost.Record("c:1", "Li Hua")]);
        var first = await host.Resolve();
        var second = await host.Resolve();
        Assert.Equal(new IdentityRun(3, 2, 3, 1, 0, 2), first);
        Assert.Equal(new IdentityRun(3, 2, 0, 0, 0, 0), second);
        Assert.True(second.ChangedNothing);
    }

    [Fact]
    public async Task Two_runs_over_the_same_records_give_out_the_same_ids()
    {
        await using var one = new CrmHost();
        await using var other = new CrmHost();
        other.Clock.AdvanceDays(30);
        foreach (var host in new[] { one, other })
        {
            await host.Import([CrmHost.Record("b:1", "王小明", "13800000001"), CrmHost.Record("a:1", "Wang Xiaoming", "13800000001")]);
            await host.Resolve();
        }

        Assert.Equal(await one.CustomerOf("b:1"), await other.CustomerOf("b:1"));
    }

    [Fact]
    public async Task A_record_that_connects_two_customers_merges_them_and_the_older_id_survives()
    {
        await using var host = new CrmHost();
        await host.Import([CrmHost.Record("a:1", "王小明", "13800000001", "2020-01-01"), CrmHost.Record("b:1", "王小明", "13800000002", "2021-01-01")]);
        await host.Resolve();
        var (older, newer) = (await host.CustomerOf("a:1"), await host.CustomerOf("b:1"));
        var bridge = CrmHost.Record("c:1", "王小明", "13800000001") with
        {
            Phones = [Customers.ContactPoint.Phone("13800000001", "CN"), Customers.ContactPoint.Phone("13800000002", "CN")],
        };
        await host.Import([bridge]);
        var run = await host.Resolve();
        Assert.Equal((1, 1), (run.Customers, run.Merges));
        Assert.Equal(older, await host.CustomerOf("b:1"));
        Assert.Equal(older, await host.Get<ILineage>().ResolveIdAsync(newer));
        var merge = (await host.Get<ILineage>().ListByCustomerAsync(newer)).Single(entry => entry.Kind == LineageKind.Merged);
        Assert.Equal("deterministic/1", merge.By);
        Assert.Contains(merge.Evidence, evidence => evidence.Reason.Code == "identity.phone");
    }

    [Fact]
    public async Task What_staff_took_apart_stays_apart()
    {
        await using var host = new CrmHost();
        await host.Import([CrmHost.Record("a:1", "王小明", "13800000001"), CrmHost.Record("b:1", "王小明", "13800000001")]);
        await host.Resolve();
        var customer = await host.CustomerOf("a:1");
        await host.Commit(crm => crm.Identity.SplitAsync(customer, [new SourceRef("b", "1")], "chen", "Father and son."));
        Assert.Equal(0, (await host.Resolve()).Assigned);
        await host.Import([CrmHost.Record("c:1", "王小明", "13800000001")]);
        await host.Resolve();
        Assert.DoesNotContain("a:1+b:1", await host.Clusters(), StringComparison.Ordinal);
        Assert.NotEqual(await host.CustomerOf("a:1"), await host.CustomerOf("b:1"));
    }

    /// <summary>Computes connected components by repeatedly comparing every pair.</summary>
    private static string Components(SourceRecord[] records)
    {
        var clusters = records.Select(record => new HashSet<SourceRef> { record.Source }).ToList();
        foreach (var one in records)
        {
            foreach (var match in new DeterministicMatcher().Match(one, records))
            {
                var (left, right) = (clusters.Single(set => set.Contains(match.Left)), clusters.Single(set => set.Contains(match.Right)));
                if (left != right)
                {
                    left.UnionWith(right);
                    clusters.Remove(right);
                }
            }
        }

        return string.Join(' ', clusters.Select(set => string.Join('+', set.Order())).Order(StringComparer.Ordinal));
    }

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private sealed record Disposing(CrmHost Host) : IDisposable
    {
        public void Dispose() => Host.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
