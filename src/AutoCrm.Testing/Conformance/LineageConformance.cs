using AutoCrm.Customers;
using AutoCrm.Identity;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="ILineage"/> promises.</summary>
public abstract class LineageConformance : StoreConformance
{
    [Fact]
    public async Task A_decision_comes_back_as_it_was_made()
    {
        var merge = Sample.Entry(1, LineageKind.Merged, 1, other: 2);
        var undone = Sample.Entry(2, LineageKind.Unmerged, 2, other: 1, undoes: merge.Id);
        await AppendAsync(merge, undone);

        var read = await InScopeAsync(scope => scope.Lineage.FindAsync(undone.Id, Cancellation));

        Assert.NotNull(read);
        Assert.Equal(undone.Records, read.Records);
        Assert.Equal(undone.Evidence, read.Evidence);
        Assert.Equal(undone, read with { Records = undone.Records, Evidence = undone.Evidence });
    }

    [Fact]
    public async Task Text_that_no_store_gives_back_is_refused()
    {
        var entry = Sample.Entry(1, LineageKind.Linked, 1) with { Why = $"the same{(char)0xD800}" };

        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => AppendAsync(entry));

        Assert.Contains($"Why of Linked {entry.Id} holds U+D800", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_made_an_unknown_decision() =>
        Assert.Null(await InScopeAsync(scope => scope.Lineage.FindAsync(Sample.Entry(1, LineageKind.Linked, 1).Id, Cancellation)));

    [Fact]
    public async Task The_decisions_on_a_customer_are_those_of_either_side_the_earliest_first()
    {
        await AppendAsync(
            Sample.Entry(3, LineageKind.Split, 4, other: 1), Sample.Entry(1, LineageKind.Linked, 1),
            Sample.Entry(2, LineageKind.Merged, 2, other: 3), Sample.Entry(4, LineageKind.Merged, 2, other: 1));

        var found = await InScopeAsync(scope => scope.Lineage.ListByCustomerAsync(Sample.CustomerId(1), Cancellation));

        Assert.Equal([Sample.Day(1), Sample.Day(3), Sample.Day(4)], found.Select(entry => entry.At));
    }

    [Fact]
    public async Task Separations_are_splits_and_unmerges_the_earliest_first()
    {
        await AppendAsync(
            Sample.Entry(3, LineageKind.Split, 4, other: 1), Sample.Entry(1, LineageKind.Linked, 1),
            Sample.Entry(2, LineageKind.Unmerged, 2, other: 3), Sample.Entry(4, LineageKind.Merged, 2, other: 1));

        var found = await InScopeAsync(scope => scope.Lineage.ListCannotLinkAsync(Cancellation));

        Assert.Equal([LineageKind.Unmerged, LineageKind.Split], found.Select(entry => entry.Kind));
    }

    [Fact]
    public async Task A_customer_stands_for_itself_until_merged_and_again_after_the_unmerge()
    {
        await InScopeAsync(scope => scope.AppendAllAsync([("A", 1), ("B", 2), ("C", 3)]));
        Assert.Equal(Sample.CustomerId(1), await ResolveIdAsync(1));

        await MergeAsync(2, 1);
        var second = await MergeAsync(3, 2);
        Assert.Equal(Sample.CustomerId(3), await ResolveIdAsync(1));

        await InScopeAsync(async scope =>
        {
            await scope.Identity.UnmergeAsync(second, "kit", "two people", Cancellation);
            await scope.CommitAsync(Cancellation);
        });
        Assert.Equal(Sample.CustomerId(2), await ResolveIdAsync(1));
    }

    [Fact]
    public async Task Nobody_stands_for_a_customer_that_never_was() => Assert.Null(await ResolveIdAsync(1));

    private Task AppendAsync(params IReadOnlyList<LineageEntry> entries) => InScopeAsync(async scope =>
    {
        foreach (var entry in entries)
        {
            await scope.Lineage.AppendAsync(entry, Cancellation);
        }

        await scope.CommitAsync(Cancellation);
    });

    private Task<SharedKernel.Id<Customer>?> ResolveIdAsync(int customer) =>
        InScopeAsync(scope => scope.Lineage.ResolveIdAsync(Sample.CustomerId(customer), Cancellation));

    private Task<SharedKernel.Id<LineageEntry>> MergeAsync(int survivor, int absorbed) => InScopeAsync(async scope =>
    {
        var merge = await scope.Identity.MergeAsync(Sample.CustomerId(survivor), Sample.CustomerId(absorbed), "kit", "the same person", Cancellation);
        await scope.CommitAsync(Cancellation);
        return merge.Id;
    });
}
