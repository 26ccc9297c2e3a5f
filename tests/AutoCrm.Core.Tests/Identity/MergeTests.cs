using AutoCrm.Lifecycle;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using CsCheck;

namespace AutoCrm.Tests.Identity;

public sealed class MergeTests
{
    [Fact]
    public async Task Merging_two_customers_keeps_both_histories_and_both_ids()
    {
        await using var host = await Two();
        var (one, other) = (await host.CustomerOf("a:1"), await host.CustomerOf("b:1"));
        await host.Commit(crm => crm.Identity.MergeAsync(one, other, "chen", "Same identity card."));
        var history = await host.Get<ITimeline>().ReadAsync(other, Life.On("2025-01-01"));
        Assert.Equal(one, history!.Customer);
        Assert.Equal(["a:E1", "b:E1"], history.Events.Select(customerEvent => customerEvent.Source.ToString()).Order());
        var customer = await host.Get<IReadRepository<Customer>>().GetByIdAsync(one);
        Assert.Equal(["+8613800000001", "+8613800000002"], customer!.ContactPoints.Select(point => point.Value).Order());
        var profile = Assert.Single(await host.InScope(crm => crm.Profiles.FindByPhoneAsync("13800000002")));
        Assert.Equal(one, profile.Customer.Id);
    }

    [Fact]
    public async Task An_unmerge_restores_exactly_what_was()
    {
        await using var host = await Two();
        var (one, other) = (await host.CustomerOf("a:1"), await host.CustomerOf("b:1"));
        var before = await Picture(host, one, other);
        var merge = await host.Commit(crm => crm.Identity.MergeAsync(one, other, "chen", "Same identity card."));
        Assert.NotEqual(before, await Picture(host, one, other));
        await host.Commit(crm => crm.Identity.UnmergeAsync(merge.Id, "chen", "Another person after all."));
        Assert.Equal(before, await Picture(host, one, other));
        var kinds = (await host.Get<ILineage>().ListByCustomerAsync(other)).Select(entry => entry.Kind);
        Assert.Equal([LineageKind.Merged, LineageKind.Unmerged], kinds);
        await Assert.ThrowsAsync<DomainException>(() => host.InScope(crm => crm.Identity.UnmergeAsync(merge.Id, "chen", "Twice.")));
    }

    [Fact]
    public void The_round_trip_is_exact_under_any_interleaving_of_later_events() => Gen.Select(Gen.Int[0, 3].Array[0, 10], Gen.Int[0, 10], Gen.Int[0, 10]).Sample((records, merges, unmerges) =>
    {
        // Two hosts receive the same events; one of them merges and un-merges in between.
        var with = ReplayAsync(records, Math.Min(merges, unmerges), Math.Max(merges, unmerges)).GetAwaiter().GetResult();
        var without = ReplayAsync(records, -1, -1).GetAwaiter().GetResult();
        return with == without;
    }, iter: 150);

    [Fact]
    public async Task Merges_undone_in_any_order_leave_what_was()
    {
        await using var host = new CrmHost();
        await host.Import([.. Enumerable.Range(1, 3).Select(number => CrmHost.Record($"s{number}:1", $"Person {(char)('A' + number)}", $"1380000000{number}"))]);
        await host.Resolve();
        var (a, b, c) = (await host.CustomerOf("s1:1"), await host.CustomerOf("s2:1"), await host.CustomerOf("s3:1"));
        var before = await host.Clusters();
        var first = await host.Commit(crm => crm.Identity.MergeAsync(b, c, "chen", "One."));
        var second = await host.Commit(crm => crm.Identity.MergeAsync(a, b, "chen", "Two."));
        Assert.Equal(a, await host.Get<ILineage>().ResolveIdAsync(c));
        await host.Commit(crm => crm.Identity.UnmergeAsync(first.Id, "chen", "One undone."));
        Assert.Equal("s1:1+s2:1 s3:1", await host.Clusters());
        await host.Commit(crm => crm.Identity.UnmergeAsync(second.Id, "chen", "Two undone."));
        Assert.Equal(before, await host.Clusters());
        Assert.Equal((b, c), (await host.CustomerOf("s2:1"), await host.CustomerOf("s3:1")));
    }

    [Fact]
    public async Task A_record_that_joined_because_of_the_absorbed_one_leaves_with_it()
    {
        await using var host = await Two();
        var (one, other) = (await host.CustomerOf("a:1"), await host.CustomerOf("b:1"));
        var merge = await host.Commit(crm => crm.Identity.MergeAsync(one, other, "chen", "Same identity card."));
        Assert.Equal(one, await host.Commit(crm => crm.Identity.RegisterAsync(CrmHost.Record("c:1", "李华", "13800000002"))));
        await host.Commit(crm => crm.Identity.UnmergeAsync(merge.Id, "chen", "Another person after all."));
        Assert.Equal("a:1 b:1+c:1", await host.Clusters());
    }

    [Fact]
    public async Task A_split_gives_the_records_a_customer_of_their_own()
    {
        await using var host = new CrmHost();
        await host.Import([CrmHost.Record("a:1", "王小明", "13800000001"), CrmHost.Record("b:1", "王小明", "13800000001")]);
        await host.Resolve();
        var customer = await host.CustomerOf("a:1");
        var split = await host.Commit(crm => crm.Identity.SplitAsync(customer, [new SourceRef("b", "1")], "chen", "Father and son."));
        Assert.Equal("a:1 b:1", await host.Clusters());
        Assert.Equal(split.Customer, await host.CustomerOf("b:1"));
        var error = await Assert.ThrowsAsync<DomainException>(() => host.InScope(crm => crm.Identity.SplitAsync(customer, [new SourceRef("a", "1")], "chen", "All.")));
        Assert.Equal("split-some", error.Rule);
    }

    [Fact]
    public async Task A_new_record_joins_the_customer_it_matches_or_is_a_new_one()
    {
        await using var host = await Two();
        Assert.Equal(await host.CustomerOf("a:1"), await host.Commit(crm => crm.Identity.RegisterAsync(CrmHost.Record("app:9", "Wang Xiaoming", "13800000001"))));
        await host.Commit(crm => crm.Identity.RegisterAsync(CrmHost.Record("app:10", "张伟", "13800000001")));
        Assert.Equal("a:1+app:9 app:10 b:1", await host.Clusters());
    }

    [Fact]
    public async Task A_person_and_an_organisation_are_not_merged()
    {
        await using var host = new CrmHost();
        await host.Import([CrmHost.Record("a:1", "王小明"), CrmHost.Record("b:1", "王小明汽车", kind: CustomerKind.Organization)]);
        await host.Resolve();
        var (one, other) = (await host.CustomerOf("a:1"), await host.CustomerOf("b:1"));
        var error = await Assert.ThrowsAsync<DomainException>(() => host.InScope(crm => crm.Identity.MergeAsync(one, other, "chen", "Same shop.")));
        Assert.Equal("merge-one-kind", error.Rule);
    }

    private static async Task<CrmHost> Two()
    {
        var host = new CrmHost();
        await host.Import(
            [CrmHost.Record("a:1", "王小明", "13800000001", "2020-01-01"), CrmHost.Record("b:1", "李华", "13800000002", "2021-01-01")],
            [Visit("a", "E1", "2021-03-01"), Visit("b", "E1", "2022-03-01")]);
        await host.Resolve();
        return host;
    }

    private static async Task<string> ReplayAsync(int[] events, int mergeAt, int unmergeAt)
    {
        await using var host = await Two();
        var (one, other) = (await host.CustomerOf("a:1"), await host.CustomerOf("b:1"));
        LineageEntry? merge = null;
        for (var step = 0; step <= 10; step++)
        {
            if (step == mergeAt)
            {
                merge = await host.Commit(crm => crm.Identity.MergeAsync(one, other, "chen", "Same identity card."));
            }

            if (step < events.Length)
            {
                var system = events[step] % 2 == 0 ? "a" : "b";
                await host.Commit(crm => crm.Timeline.AppendAsync([Visit(system, $"later{step}", $"202{events[step]}-06-{step + 1:00}")]));
            }

            if (step == unmergeAt)
            {
                await host.Commit(crm => crm.Identity.UnmergeAsync(merge!.Id, "chen", "Another person after all."));
            }
        }

        return await Picture(host, one, other);
    }

    private static CustomerEvent Visit(string system, string key, string date) => Life.Event(ServiceVisited.Definition, date) with
    {
        Source = new SourceRef(system, key), Record = new SourceRef(system, "1"),
    };

    /// <summary>The profiles of the customers as text.</summary>
    private static async Task<string> Picture(CrmHost host, params Id<Customer>[] customers)
    {
        var picture = new List<string>();
        foreach (var id in customers)
        {
            var profile = await host.InScope(crm => crm.Profiles.FindAsync(id, Life.On("2025-01-01")));
            picture.Add(
                $"{profile!.Customer.Id} {profile.Customer.Name} {string.Join(',', profile.Customer.ContactPoints)} " +
                $"{string.Join(',', profile.Records.Select(record => record.Source))} {string.Join(',', profile.History.Events.Select(customerEvent => customerEvent.Source))} " +
                $"{profile.Assessment.Stage} {profile.Assessment.Lifecycle.Since}");
        }

        return string.Join('\n', picture);
    }
}
