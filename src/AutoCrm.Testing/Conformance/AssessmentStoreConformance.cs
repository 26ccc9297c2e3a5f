using System.Text;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IAssessmentStore"/> promises.</summary>
public abstract class AssessmentStoreConformance : StoreConformance
{
    private IAssessmentStore Store => Services.GetRequiredService<IAssessmentStore>();

    private AssessmentDefinitions Definitions => Services.GetRequiredService<AssessmentDefinitions>();

    private MessageDefinitions Messages => Services.GetRequiredService<MessageDefinitions>();

    [Fact]
    public async Task An_assessment_comes_back_as_it_was_written()
    {
        var assessment = Sample.Assessment(Definitions, 1, Stage.Active, "A", 1234.5678m);
        var change = Sample.Change(Definitions, assessment);
        Assert.Equal([true], await Store.SaveAsync([change], Cancellation));

        var found = await Store.FindAsync(Sample.CustomerId(1), Cancellation);

        Assert.Equal((Sample.CustomerId(1), 1, null), (found!.Customer, found.Revision, found.Previous));
        Assert.Equal((change.Document.AsOf, change.Document.ValidUntil), (found.Latest.AsOf, found.Latest.ValidUntil));
        Assert.Equal(Encoding.UTF8.GetString(change.Document.Content.Span), Encoding.UTF8.GetString(found.Latest.Content.Span));
        var read = Definitions.Read(found);
        Assert.Equal((Stage.Active, "calm, 平静"), (read.Stage, read.Get(SampleMood.Definition).Word));
        Assert.Null(await Store.FindAsync(Sample.CustomerId(2), Cancellation));
    }

    [Fact]
    public async Task The_latest_becomes_the_one_before()
    {
        await SaveMoodAsync(1, "calm");
        await SaveMoodAsync(2, "cheerful");
        await SaveMoodAsync(3, "angry");

        var found = await Store.FindAsync(Sample.CustomerId(1), Cancellation);

        Assert.Equal((3, Sample.Day(3), Sample.Day(2)), (found!.Revision, found.Latest.AsOf, found.Previous!.AsOf));
        Assert.Equal("angry", Definitions.Read(found).Get(SampleMood.Definition).Word);
        Assert.Equal("cheerful", Definitions.ReadPrevious(found)!.Get(SampleMood.Definition).Word);
    }

    [Fact]
    public async Task Messages_are_published_with_what_they_tell_of()
    {
        await SaveMoodAsync(1, "calm");
        await SaveMoodAsync(2, "cheerful");

        Assert.Equal(["calm", "cheerful"], (await ListPendingAsync()).Select(message => ((SampleHappened)Messages.Read(message)).What));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_assessment_that_follows_another_than_the_stored_one_is_left_out_with_its_messages(int expectedRevision)
    {
        await SaveMoodAsync(1, "calm");
        await SaveMoodAsync(2, "cheerful");

        var saved = await Store.SaveAsync([Mood(3, "angry", expectedRevision), Mood(3, "other", 0, customer: 2)], Cancellation);

        Assert.Equal([false, true], saved);
        Assert.Equal("cheerful", Definitions.Read((await Store.FindAsync(Sample.CustomerId(1), Cancellation))!).Get(SampleMood.Definition).Word);
        Assert.Equal(["calm", "cheerful", "other"], (await ListPendingAsync()).Select(message => ((SampleHappened)Messages.Read(message)).What));
    }

    [Fact]
    public async Task Of_two_writers_that_follow_the_same_assessment_one_succeeds()
    {
        await SaveMoodAsync(1, "calm");

        var saved = await Task.WhenAll(Enumerable.Range(1, 8).Select(number =>
            Task.Run(() => Store.SaveAsync([Mood(2, $"mood {number}", 1)], Cancellation), Cancellation)));

        Assert.Single(saved, results => results[0]);
        Assert.Equal(2, (await Store.FindAsync(Sample.CustomerId(1), Cancellation))!.Revision);
        Assert.Equal(2, (await ListPendingAsync()).Count);
    }

    [Fact]
    public async Task Assessments_stream_in_the_order_of_ids_within_the_range()
    {
        await Store.SaveAsync(
            [.. Enumerable.Range(1, 9).Select(number => Sample.Change(Definitions, Sample.Assessment(Definitions, number, Stage.Lead, null, number)))], Cancellation);
        await Store.SaveAsync([Sample.Change(Definitions, Sample.Assessment(Definitions, 4, Stage.Buyer, null, 4), 1)], Cancellation);

        var range = new CustomerRange(Sample.CustomerId(2), Sample.CustomerId(5));
        var part = await Store.StreamAsync(range, Cancellation).ToListAsync();

        Assert.Equal([Sample.CustomerId(3), Sample.CustomerId(4), Sample.CustomerId(5)], part.Select(stored => stored.Customer));
        Assert.Equal([Stage.Lead, Stage.Buyer, Stage.Lead], part.Select(stored => Definitions.Read(stored).Stage));
        Assert.Equal([1, 2, 1], part.Select(stored => stored.Revision));
        Assert.Equal(9, (await Store.StreamAsync(CustomerRange.All, Cancellation).ToListAsync()).Count);
    }

    [Fact]
    public async Task The_run_completed_last_is_found()
    {
        Assert.Null(await Store.FindLatestRunAsync(Cancellation));
        await Store.CompleteRunAsync(new CompletedRun(Sample.Day(10), Sample.Day(11), 5, 5), _ => [], Cancellation);
        var latest = new CompletedRun(Sample.Day(9), Sample.Day(12), 7, 2);
        await Store.CompleteRunAsync(latest, _ => [], Cancellation);

        Assert.Equal(latest, await Store.FindLatestRunAsync(Cancellation));
    }

    [Fact]
    public async Task A_completed_run_removes_the_assessments_of_merged_customers_and_returns_how_many()
    {
        await InScopeAsync(async scope =>
        {
            await scope.AppendAllAsync([("A", 1), ("B", 2)]);
            await scope.Identity.MergeAsync(Sample.CustomerId(1), Sample.CustomerId(2), "kit", "the same person", Cancellation);
            await scope.CommitAsync(Cancellation);
        });
        var pending = (await ListPendingAsync()).Count;
        await Store.SaveAsync(
            [.. Enumerable.Range(1, 3).Select(number => Sample.Change(Definitions, Sample.Assessment(Definitions, number, Stage.Lead, null, number)))], Cancellation);

        var removed = await Store.CompleteRunAsync(
            new CompletedRun(Sample.Day(10), Sample.Day(11), 2, 3), count => [Messages.Create(new SampleHappened("base", Sample.Day(11), $"{count} removed"))], Cancellation);

        Assert.Equal(1, removed);
        Assert.Null(await Store.FindAsync(Sample.CustomerId(2), Cancellation));
        Assert.NotNull(await Store.FindAsync(Sample.CustomerId(3), Cancellation));
        Assert.Equal("1 removed", ((SampleHappened)Messages.Read((await ListPendingAsync())[pending])).What);
    }

    [Fact]
    public async Task A_run_whose_messages_cannot_be_made_is_not_completed()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CompleteRunAsync(
            new CompletedRun(Sample.Day(10), Sample.Day(11), 2, 3), _ => throw new InvalidOperationException("no words"), Cancellation));

        Assert.Null(await Store.FindLatestRunAsync(Cancellation));
        await SaveMoodAsync(1, "calm");
    }

    private async Task SaveMoodAsync(int day, string word) =>
        Assert.Equal([true], await Store.SaveAsync([Mood(day, word, (await Store.FindAsync(Sample.CustomerId(1), Cancellation))?.Revision ?? 0)], Cancellation));

    private AssessmentChange Mood(int day, string word, int expectedRevision, int customer = 1)
    {
        var mood = new SampleMood(word, null, null, null, null, null, null);
        var assessment = CustomerAssessment.Create(
            Definitions, Sample.CustomerId(customer), Sample.Day(day), null, AssessmentSection.Of(SampleMood.Definition, mood));
        return Sample.Change(Definitions, assessment, expectedRevision, Messages.Create(new SampleHappened("1", Sample.Day(day), word)));
    }
}
