using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="ISnapshotStore{T}"/> promises, of assessments and of anything else that is kept.</summary>
public abstract class SnapshotStoreConformance : StoreConformance
{
    private ISnapshotStore<CustomerAssessment> Assessments => Services.GetRequiredService<ISnapshotStore<CustomerAssessment>>();

    private ISnapshotStore<Mood> Moods => Services.GetRequiredService<ISnapshotStore<Mood>>();

    [Fact]
    public async Task An_assessment_comes_back_whole()
    {
        var saved = Sample.Snapshot(Sample.Assessment(1, Stage.Active, "A", 1234.5678m));
        Assert.Equal(1, await Assessments.SaveAsync([saved], NothingToTell, Cancellation));

        var latest = await Assessments.LatestAsync(Sample.CustomerId(1), Cancellation);

        Assert.Equal((saved.Customer, saved.AsOf), (latest!.Customer, latest.AsOf));
        Assert.Equal(SnapshotJson.Write(saved.Content), SnapshotJson.Write(latest.Content));
        Assert.Null(await Assessments.PreviousAsync(Sample.CustomerId(1), Cancellation));
    }

    [Fact]
    public async Task The_latest_becomes_the_one_before()
    {
        await SaveMoodAsync(1, "calm");
        await SaveMoodAsync(2, "cheerful");
        await SaveMoodAsync(3, "angry");

        Assert.Equal(new Snapshot<Mood>(Sample.CustomerId(1), Sample.Day(3), new Mood("angry")), await Moods.LatestAsync(Sample.CustomerId(1), Cancellation));
        Assert.Equal(
            new Snapshot<Mood>(Sample.CustomerId(1), Sample.Day(2), new Mood("cheerful")), await Moods.PreviousAsync(Sample.CustomerId(1), Cancellation));
    }

    [Fact]
    public async Task What_is_the_same_is_not_written_and_publishes_nothing()
    {
        await SaveMoodAsync(1, "calm");
        await SaveMoodAsync(2, "cheerful");

        Assert.Equal(0, await SaveMoodAsync(2, "cheerful"));

        Assert.Equal("calm", (await Moods.PreviousAsync(Sample.CustomerId(1), Cancellation))!.Content.Word);
        Assert.Single(await ListPendingAsync());
    }

    [Fact]
    public async Task A_change_is_published_with_the_latest_so_far_and_the_first_is_not()
    {
        await SaveMoodAsync(1, "calm");
        Assert.Empty(await ListPendingAsync());

        await SaveMoodAsync(2, "cheerful");

        Assert.Contains("calm to cheerful", Assert.Single(await ListPendingAsync()).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_publishing_a_change_fails_nothing_is_stored()
    {
        await SaveMoodAsync(1, "calm");
        var changed = new Snapshot<Mood>(Sample.CustomerId(1), Sample.Day(2), new Mood("cheerful"));

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Moods.SaveAsync([changed], (_, _) => throw new InvalidOperationException("no words"), Cancellation));

        Assert.Equal("calm", (await Moods.LatestAsync(Sample.CustomerId(1), Cancellation))!.Content.Word);
        await SaveMoodAsync(3, "angry");
    }

    [Fact]
    public async Task Kinds_of_snapshots_do_not_mix()
    {
        await SaveMoodAsync(1, "calm");

        Assert.Null(await Assessments.LatestAsync(Sample.CustomerId(1), Cancellation));
        Assert.Null(await Services.GetRequiredService<ISnapshotStore<Taste>>().LatestAsync(Sample.CustomerId(1), Cancellation));
    }

    [Fact]
    public async Task The_latest_snapshots_stream_in_the_order_of_ids_within_the_range()
    {
        await Assessments.SaveAsync(
            [.. Enumerable.Range(1, 9).Select(number => Sample.Snapshot(Sample.Assessment(number, Stage.Lead, null, number)))], NothingToTell, Cancellation);
        await Assessments.SaveAsync([Sample.Snapshot(Sample.Assessment(4, Stage.Buyer, null, 4))], NothingToTell, Cancellation);

        var range = new CustomerRange(Sample.CustomerId(2), Sample.CustomerId(5));
        var part = await Assessments.StreamAsync(range, Cancellation).ToListAsync();

        Assert.Equal([Sample.CustomerId(3), Sample.CustomerId(4), Sample.CustomerId(5)], part.Select(snapshot => snapshot.Customer));
        Assert.Equal([Stage.Lead, Stage.Buyer, Stage.Lead], part.Select(snapshot => snapshot.Content.Stage));
        Assert.Equal(9, (await Assessments.StreamAsync(CustomerRange.All, Cancellation).ToListAsync()).Count);
    }

    [Fact]
    public async Task Snapshots_of_merged_customers_can_be_removed()
    {
        await InScopeAsync(async scope =>
        {
            await scope.AppendAllAsync([("A", 1), ("B", 2)]);
            var absorbed = await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(2), Cancellation);
            absorbed!.MergeInto(Sample.CustomerId(1));
            await scope.Repository<Customer>().UpdateAsync(absorbed, Cancellation);
            await scope.CommitAsync(Cancellation);
        });
        await Assessments.SaveAsync(
            [.. Enumerable.Range(1, 3).Select(number => Sample.Snapshot(Sample.Assessment(number, Stage.Lead, null, number)))], NothingToTell, Cancellation);

        Assert.Equal(1, await Assessments.RemoveMergedAsync(Cancellation));

        Assert.Null(await Assessments.LatestAsync(Sample.CustomerId(2), Cancellation));
        Assert.NotNull(await Assessments.LatestAsync(Sample.CustomerId(3), Cancellation));
    }

    private static IEnumerable<IDomainEvent> NothingToTell(Snapshot<CustomerAssessment> former, Snapshot<CustomerAssessment> latest) => [];

    private Task<int> SaveMoodAsync(int day, string word) => Moods.SaveAsync(
        [new Snapshot<Mood>(Sample.CustomerId(1), Sample.Day(day), new Mood(word))],
        (former, latest) => [new SampleHappened("1", latest.AsOf, $"{former.Content.Word} to {latest.Content.Word}")],
        Cancellation);

    private sealed record Mood(string Word) : ISnapshotContent
    {
        public static string SnapshotName => "sample.mood";
    }

    private sealed record Taste(string Word) : ISnapshotContent
    {
        public static string SnapshotName => "sample.taste";
    }
}
