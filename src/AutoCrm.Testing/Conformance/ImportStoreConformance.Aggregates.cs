using AutoCrm.SharedKernel;
using Xunit;

namespace AutoCrm.Testing.Conformance;

// Rows that are read into aggregates, which plug-ins merge.
public abstract partial class ImportStoreConformance
{
    [Fact]
    public async Task Aggregates_of_a_plugin_are_added_and_merged()
    {
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            Assert.Equal(
                [UpsertResult.Added, UpsertResult.Added],
                await transaction.UpsertAsync([Case(1, "C-1", "brakes"), Case(2, "C-2", "tyres")], Merge, Cancellation));
            Assert.Equal([UpsertResult.Replaced], await transaction.UpsertAsync([Case(2, "C-2", "wheels")], Merge, Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            Assert.Equal(
                [UpsertResult.Unchanged, UpsertResult.Replaced],
                await transaction.UpsertAsync([Case(1, "C-1", "brakes"), Case(2, "C-2", "rims")], Merge, Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        var read = await InScopeAsync(scope => scope.Repository<SampleCase>().ListAsync(new SampleCasesByNumberSpec("C-2"), Cancellation));
        Assert.Equal(("rims", 3), (read[0].Subject, read[0].Version));
    }

    [Fact]
    public async Task A_merge_may_answer_with_what_the_row_says()
    {
        foreach (var (subject, expected) in new[] { ("brakes", UpsertResult.Added), ("tyres", UpsertResult.Replaced), ("rims", UpsertResult.Replaced) })
        {
            await using var transaction = await Store.BeginAsync(Cancellation);
            Assert.Equal([expected], await transaction.UpsertAsync([Case(1, "C-1", subject)], (_, next) => next, Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        var read = Assert.Single(await InScopeAsync(scope => scope.Repository<SampleCase>().ListAsync(new SampleCasesByNumberSpec("C-1"), Cancellation)));
        Assert.Equal(("rims", 3), (read.Subject, read.Version));
    }

    [Fact]
    public async Task A_merge_into_another_id_is_refused()
    {
        await using var transaction = await Store.BeginAsync(Cancellation);
        await transaction.UpsertAsync([Case(1, "C-1")], Merge, Cancellation);

        await Assert.ThrowsAsync<ArgumentException>(() => transaction.UpsertAsync([Case(1, "C-1")], (_, _) => Case(2, "C-2"), Cancellation));
    }

    [Fact]
    public async Task A_merge_into_a_taken_unique_value_is_refused_and_one_into_its_own_is_not()
    {
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await transaction.UpsertAsync([Case(1, "C-1"), Case(2, "C-2")], Merge, Cancellation);
            await transaction.CommitAsync(Cancellation);
        }

        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            Assert.Equal([UpsertResult.Replaced], await transaction.UpsertAsync([Case(2, "C-2", "tyres")], (_, next) => next, Cancellation));
            var error = await Assert.ThrowsAsync<DomainException>(() => transaction.UpsertAsync([Case(2, "C-1")], (_, next) => next, Cancellation));
            Assert.Equal("unique-index", error.Rule);
        }

        var read = Assert.Single(await InScopeAsync(scope => scope.Repository<SampleCase>().ListAsync(new SampleCasesByNumberSpec("C-2"), Cancellation)));
        Assert.Null(read.Subject);
    }

    [Fact]
    public async Task A_unique_column_holds_for_imports_too()
    {
        await using (var transaction = await Store.BeginAsync(Cancellation))
        {
            await transaction.UpsertAsync([Case(1, "C-1")], Merge, Cancellation);
            var error = await Assert.ThrowsAsync<DomainException>(() => transaction.UpsertAsync([Case(2, "C-1")], Merge, Cancellation));
            Assert.Equal("unique-index", error.Rule);
        }

        Assert.Empty(await InScopeAsync(scope => scope.Repository<SampleCase>().ListAsync(new SampleCasesByNumberSpec("C-1"), Cancellation)));
    }

    private static SampleCase Case(int number, string caseNumber, string? subject = null) =>
        new(Id<SampleCase>.Derive(Sample.Ref($"case-{number}"), Sample.Day(0)), caseNumber) { Subject = subject };

    private static SampleCase? Merge(SampleCase known, SampleCase next)
    {
        if (known.Subject == next.Subject)
        {
            return null;
        }

        known.Subject = next.Subject;
        return known;
    }
}
