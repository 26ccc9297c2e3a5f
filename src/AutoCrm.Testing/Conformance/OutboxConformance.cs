using System.Collections.Concurrent;
using System.Diagnostics;
using AutoCrm.SharedKernel;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IOutbox"/> promises.</summary>
public abstract class OutboxConformance : StoreConformance
{
    private static readonly Duration Lease = Duration.FromMinutes(5);

    [Fact]
    public async Task Messages_come_in_the_order_they_were_committed_whatever_their_time()
    {
        await PublishAsync(("customer", "first", 9), ("customer", "second", 3), ("customer", "third", 6));

        var claimed = await ClaimAsync(2);

        Assert.Equal(["first", "second"], WhatOf(claimed));
        Assert.Equal([Sample.Day(9), Sample.Day(3)], claimed.Select(message => message.Message.OccurredAt));
        Assert.True(claimed[0].Sequence < claimed[1].Sequence);
    }

    [Fact]
    public async Task A_message_comes_back_whole()
    {
        using var activity = new Activity("kit").SetIdFormat(ActivityIdFormat.W3C);
        activity.TraceStateString = "vendor=1";
        activity.Start();
        var before = Clock.GetCurrentInstant();
        await PublishAsync(("客户/1", "刹车片", 1));
        activity.Stop();

        var claimed = Assert.Single(await ClaimAsync());

        var message = claimed.Message;
        Assert.Equal((7, 0), (message.Id.Version, claimed.Attempts));
        Assert.Equal(("/autocrm", "sample.happened.v1", "客户/1", Sample.Day(1)), (message.Source, message.Type, message.Subject, message.OccurredAt));
        Assert.Equal(("https://example.com/schemas/sample.happened.v1.json", "partition of 客户/1"), (message.DataSchema, message.PartitionKey));
        Assert.Equal((activity.Id, "vendor=1"), (message.TraceParent, message.TraceState));
        Assert.InRange(message.RecordedAt, before, Clock.GetCurrentInstant());
        Assert.Equal(("客户/1", "刹车片"), (ReadSample(message).Subject, ReadSample(message).What));
        Assert.Equal("kit", claimed.Lease.Owner);
    }

    [Fact]
    public async Task What_is_not_stated_comes_back_as_not_stated()
    {
        Activity.Current = null;
        await PublishAsync(("customer", "only", 1));

        var message = Assert.Single(await ClaimAsync()).Message;

        Assert.Null(message.TraceParent);
        Assert.Null(message.TraceState);
    }

    [Fact]
    public async Task Published_messages_are_not_handed_out_again()
    {
        await PublishAsync(("customer", "first", 1), ("customer", "second", 2));
        var first = (await ClaimAsync(1))[0];

        Assert.Equal(1, await Outbox.CompleteAsync(first.Lease, [first.Message.Id], Clock.GetCurrentInstant(), Cancellation));
        Assert.Equal(0, await Outbox.CompleteAsync(first.Lease, [first.Message.Id], Clock.GetCurrentInstant(), Cancellation));

        Assert.Equal(["second"], WhatOf(await ClaimAsync()));
    }

    [Theory]
    [InlineData("kit", 0, 60)]
    [InlineData("kit", -1, 60)]
    [InlineData("kit", 1, 0)]
    [InlineData("kit", 1, -1)]
    [InlineData("", 1, 60)]
    public async Task A_claim_without_owner_limit_or_time_is_refused(string owner, int limit, int seconds) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => Outbox.ClaimAsync(owner, limit, Duration.FromSeconds(seconds), cancellationToken: Cancellation));

    [Fact]
    public async Task Limits_below_one_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Outbox.ListParkedAsync(0, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Outbox.PurgeAsync(Sample.Day(1), 0, Cancellation));
    }

    [Fact]
    public async Task A_claimed_message_is_nobody_elses_until_its_lease_expires()
    {
        await PublishAsync(("customer", "only", 1));
        var first = Assert.Single(await ClaimAsync());

        Clock.Advance(Lease - Duration.FromMinutes(1));
        Assert.Empty(await ClaimAsync());
        Clock.Advance(Duration.FromMinutes(2));
        var second = Assert.Single(await ClaimAsync());

        Assert.Equal((first.Message, first.Sequence, 0), (second.Message, second.Sequence, second.Attempts));
        Assert.NotEqual(first.Lease.Token, second.Lease.Token);
    }

    [Fact]
    public async Task Later_messages_of_a_subject_wait_while_an_earlier_one_is_claimed()
    {
        await PublishAsync(("a", "a1", 1), ("b", "b1", 1), ("a", "a2", 2), ("b", "b2", 2));
        var a1 = Assert.Single(await ClaimAsync(1));

        var rest = await ClaimAsync();
        Assert.Equal(["b1", "b2"], WhatOf(rest));

        await Outbox.CompleteAsync(a1.Lease, [a1.Message.Id], Clock.GetCurrentInstant(), Cancellation);
        Assert.Equal(["a2"], WhatOf(await ClaimAsync()));
    }

    [Fact]
    public async Task A_failed_message_holds_up_its_subject_until_its_time_comes_and_no_other()
    {
        await PublishAsync(("a", "a1", 1), ("a", "a2", 2), ("b", "b1", 3));
        var claimed = await ClaimAsync(2);
        var retryAt = Clock.GetCurrentInstant() + Duration.FromMinutes(30);
        Assert.True(await Outbox.FailAsync(claimed[0].Lease, claimed[0].Message.Id, "the broker refused it", retryAt, Cancellation));
        Assert.Equal(1, await Outbox.ReleaseAsync(claimed[0].Lease, Cancellation));

        var others = await ClaimAsync();
        Assert.Equal(["b1"], WhatOf(others));
        await Outbox.CompleteAsync(others[0].Lease, [others[0].Message.Id], Clock.GetCurrentInstant(), Cancellation);

        Clock.Advance(Duration.FromMinutes(29));
        Assert.Empty(await ClaimAsync());
        Clock.Advance(Duration.FromMinutes(2));
        var again = await ClaimAsync();
        Assert.Equal(["a1", "a2"], WhatOf(again));
        Assert.Equal([1, 0], again.Select(message => message.Attempts));
    }

    [Fact]
    public async Task The_word_of_a_lease_counts_for_nothing_once_another_holds_the_message()
    {
        await PublishAsync(("customer", "only", 1));
        var former = Assert.Single(await ClaimAsync());
        Clock.Advance(Lease + Duration.FromMinutes(1));
        var latter = Assert.Single(await ClaimAsync());

        var (message, now) = (former.Message.Id, Clock.GetCurrentInstant());
        Assert.Equal(0, await Outbox.CompleteAsync(former.Lease, [message], now, Cancellation));
        Assert.False(await Outbox.FailAsync(former.Lease, message, "late", now, Cancellation));
        Assert.False(await Outbox.ParkAsync(former.Lease, message, "late", Cancellation));
        Assert.Equal(0, await Outbox.ReleaseAsync(former.Lease, Cancellation));
        Assert.Empty(await ClaimAsync());

        Assert.Equal(1, await Outbox.CompleteAsync(latter.Lease, [message], now, Cancellation));
    }

    [Fact]
    public async Task An_expired_lease_that_nobody_followed_may_still_complete()
    {
        await PublishAsync(("customer", "only", 1));
        var claimed = Assert.Single(await ClaimAsync());
        Clock.Advance(Lease + Duration.FromMinutes(1));

        Assert.Equal(1, await Outbox.CompleteAsync(claimed.Lease, [claimed.Message.Id], Clock.GetCurrentInstant(), Cancellation));

        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task What_is_released_is_claimed_again_at_once_and_no_attempt_is_counted()
    {
        await PublishAsync(("a", "a1", 1), ("b", "b1", 1), ("c", "c1", 1));
        var two = await ClaimAsync(2);
        var one = await ClaimAsync();
        await Outbox.CompleteAsync(two[0].Lease, [two[0].Message.Id], Clock.GetCurrentInstant(), Cancellation);

        Assert.Equal(1, await Outbox.ReleaseAsync(two[0].Lease, Cancellation));

        var again = Assert.Single(await ClaimAsync());
        Assert.Equal(("b1", 0), (ReadSample(again.Message).What, again.Attempts));
        Assert.Equal(["c1"], WhatOf(one));
    }

    [Fact]
    public async Task A_parked_message_is_set_aside_with_its_reason_and_its_subject_waits()
    {
        await ParkFirstAsync();

        Assert.Equal(["b1"], WhatOf(await ClaimAsync()));
        var parked = Assert.Single(await Outbox.ListParkedAsync(10, cancellationToken: Cancellation));
        Assert.Equal(("a1", "too large", 1), (ReadSample(parked.Message).What, parked.Error, parked.Attempts));
        Assert.InRange(parked.ParkedAt, Clock.GetCurrentInstant() - Duration.FromMinutes(1), Clock.GetCurrentInstant());
    }

    [Fact]
    public async Task Where_the_claim_says_so_a_subject_does_not_wait_for_its_parked_message()
    {
        await ParkFirstAsync();

        Assert.Equal(["a2", "b1"], WhatOf(await ClaimAsync(options: new OutboxClaimOptions { ParkedBlocksSubject = false })));
    }

    [Fact]
    public async Task A_replayed_message_waits_in_its_old_place_as_if_never_tried()
    {
        var parked = await ParkFirstAsync();

        Assert.True(await Outbox.ReplayAsync(parked, Cancellation));
        Assert.False(await Outbox.ReplayAsync(parked, Cancellation));

        Assert.Empty(await Outbox.ListParkedAsync(10, cancellationToken: Cancellation));
        var claimed = await ClaimAsync();
        Assert.Equal(["a1", "a2", "b1"], WhatOf(claimed));
        Assert.All(claimed, message => Assert.Equal(0, message.Attempts));
    }

    [Fact]
    public async Task A_dropped_message_never_leaves_and_only_a_parked_one_can_be_dropped()
    {
        var parked = await ParkFirstAsync();
        var waiting = (await ListPendingAsync())[0];

        Assert.False(await Outbox.DropAsync(waiting.Id, Cancellation));
        Assert.True(await Outbox.DropAsync(parked, Cancellation));
        Assert.False(await Outbox.DropAsync(parked, Cancellation));

        Assert.Empty(await Outbox.ListParkedAsync(10, cancellationToken: Cancellation));
        Assert.Equal(["a2", "b1"], WhatOf(await ClaimAsync()));
    }

    [Fact]
    public async Task Parked_messages_are_listed_in_the_order_of_their_commits_up_to_the_limit()
    {
        await PublishAsync(("a", "a1", 1), ("b", "b1", 1), ("c", "c1", 1));
        foreach (var message in (await ClaimAsync()).Reverse())
        {
            await Outbox.ParkAsync(message.Lease, message.Message.Id, "too large", Cancellation);
        }

        Assert.Equal(["a1", "b1"], (await Outbox.ListParkedAsync(2, cancellationToken: Cancellation)).Select(parked => ReadSample(parked.Message).What));
    }

    [Fact]
    public async Task Purging_removes_what_was_published_before_and_nothing_else()
    {
        var parked = await ParkFirstAsync();
        await PublishAsync(("c", "c1", 1), ("d", "d1", 1), ("e", "e1", 1));
        var claimed = (await ClaimAsync()).Where(message => message.Message.Subject is "c" or "d" or "e").ToList();
        for (var day = 0; day < claimed.Count; day++)
        {
            await Outbox.CompleteAsync(claimed[day].Lease, [claimed[day].Message.Id], Sample.Day(10 + day), Cancellation);
        }

        Assert.Equal(0, await Outbox.PurgeAsync(Sample.Day(10), 10, Cancellation));
        Assert.Equal(1, await Outbox.PurgeAsync(Sample.Day(12), 1, Cancellation));
        Assert.Equal(1, await Outbox.PurgeAsync(Sample.Day(12), 10, Cancellation));
        Assert.Equal(1, await Outbox.PurgeAsync(Sample.Day(13), 10, Cancellation));

        Assert.Equal(parked, Assert.Single(await Outbox.ListParkedAsync(10, cancellationToken: Cancellation)).Message.Id);
        await Outbox.ReleaseAsync(claimed[0].Lease, Cancellation);
        Assert.Equal(["b1"], WhatOf(await ClaimAsync()));
    }

    [Fact]
    public async Task A_sequence_is_not_used_again_when_the_outbox_has_been_emptied()
    {
        await PublishAsync(("customer", "first", 1));
        var first = Assert.Single(await ClaimAsync());
        await Outbox.CompleteAsync(first.Lease, [first.Message.Id], Sample.Day(1), Cancellation);
        Assert.Equal(1, await Outbox.PurgeAsync(Sample.Day(2), 10, Cancellation));

        await PublishAsync(("customer", "second", 2));

        Assert.True(Assert.Single(await ClaimAsync()).Sequence > first.Sequence);
    }

    [Fact]
    public async Task Statistics_tell_what_waits_since_when_and_what_is_parked()
    {
        Assert.Equal(new OutboxStatistics(0, null, 0), await Outbox.GetStatisticsAsync(Cancellation));
        var parked = await ParkFirstAsync();
        var before = Clock.GetCurrentInstant();
        Clock.Advance(Duration.FromHours(1));
        await PublishAsync(("c", "c1", 1));

        var claimed = await ClaimAsync();
        var statistics = await Outbox.GetStatisticsAsync(Cancellation);

        // What waits behind the parked one and what is claimed is pending all the same.
        Assert.Equal((3, 1), (statistics.Pending, statistics.Parked));
        Assert.InRange(statistics.OldestPendingAt!.Value, before - Duration.FromMinutes(1), before);

        await Outbox.DropAsync(parked, Cancellation);
        await Outbox.CompleteAsync(claimed[0].Lease, [.. claimed.Select(message => message.Message.Id)], Clock.GetCurrentInstant(), Cancellation);
        var last = Assert.Single(await ClaimAsync());
        Assert.Equal(new OutboxStatistics(1, last.Message.RecordedAt, 0), await Outbox.GetStatisticsAsync(Cancellation));
    }

    [Fact]
    public async Task A_claim_of_some_shards_takes_their_subjects_alone()
    {
        await PublishAsync([.. Enumerable.Range(0, 40).Select(number => ($"subject-{number}", $"{number}", 1))]);
        var low = new OutboxClaimOptions { Shards = Enumerable.Range(0, 20).ToHashSet() };
        var high = new OutboxClaimOptions { Shards = Enumerable.Range(20, OutboxShards.Count - 20).ToHashSet() };

        var (ofLow, ofHigh) = (await ClaimAsync(options: low), await ClaimAsync(options: high));

        Assert.All(ofLow, message => Assert.InRange(OutboxShards.Of(message.Message.Subject), 0, 19));
        Assert.All(ofHigh, message => Assert.InRange(OutboxShards.Of(message.Message.Subject), 20, OutboxShards.Count - 1));
        Assert.NotEmpty(ofLow);
        Assert.Equal(40, ofLow.Count + ofHigh.Count);
        Assert.Empty(await ClaimAsync(options: new OutboxClaimOptions { Shards = new HashSet<int>() }));
    }

    [Fact]
    public async Task Several_who_claim_at_once_never_share_a_message_and_keep_the_order_of_each_subject()
    {
        const int Subjects = 6;
        const int Each = 10;
        for (var number = 0; number < Each; number++)
        {
            await PublishAsync([.. Enumerable.Range(0, Subjects).Select(subject => ($"subject-{subject}", $"{number}", 1))]);
        }

        var published = new ConcurrentQueue<OutboxMessage>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(relay => Task.Run(
            async () =>
            {
                while ((await Outbox.GetStatisticsAsync(Cancellation)).Pending > 0)
                {
                    var claimed = await Outbox.ClaimAsync($"relay {relay}", 4, Lease, cancellationToken: Cancellation);
                    foreach (var message in claimed)
                    {
                        published.Enqueue(message.Message);
                    }

                    if (claimed.Count > 0)
                    {
                        Assert.Equal(claimed.Count, await Outbox.CompleteAsync(
                            claimed[0].Lease, [.. claimed.Select(message => message.Message.Id)], Clock.GetCurrentInstant(), Cancellation));
                    }
                }
            },
            Cancellation)));

        Assert.Equal(Subjects * Each, published.Count);
        Assert.All(published.GroupBy(message => message.Subject), subject =>
            Assert.Equal(Enumerable.Range(0, Each).Select(number => $"{number}"), subject.Select(message => ReadSample(message).What)));
    }

    [Fact]
    public async Task A_message_that_is_not_registered_is_refused_when_it_is_published() => await InScopeAsync(async scope =>
    {
        var refused = Assert.Throws<InvalidOperationException>(() => scope.UnitOfWork.Publish(new Unregistered("customer", Sample.Day(1))));

        Assert.Contains("Unregistered is not a registered message; register its definition with AddMessage.", refused.Message, StringComparison.Ordinal);
        await scope.CommitAsync(Cancellation);
        Assert.Empty(await ListPendingAsync());
    });

    [Fact]
    public async Task Text_that_no_store_gives_back_is_refused() => await InScopeAsync(async scope =>
    {
        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
        {
            scope.UnitOfWork.Publish(new SampleHappened("customer", Sample.Day(1), $"a{(char)0xD800}"));
            await scope.CommitAsync(Cancellation);
        });

        Assert.Contains("holds U+D800", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await ListPendingAsync());
    });

    private static IEnumerable<string> WhatOf(IEnumerable<ClaimedMessage> claimed) => claimed.Select(message => ReadSample(message.Message).What);

    private static SampleHappened ReadSample(OutboxMessage message) =>
        System.Text.Json.JsonSerializer.Deserialize<SampleHappened>(message.Data, AutoCrmJson.Options)!;

    private Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(int limit = 100, OutboxClaimOptions? options = null) =>
        Outbox.ClaimAsync("kit", limit, Lease, options, Cancellation);

    /// <summary>Leaves the messages a2 and b1 waiting behind the parked a1.</summary>
    private async Task<Guid> ParkFirstAsync()
    {
        await PublishAsync(("a", "a1", 1), ("a", "a2", 2), ("b", "b1", 3));
        var first = (await ClaimAsync(1))[0];
        Assert.True(await Outbox.ParkAsync(first.Lease, first.Message.Id, "too large", Cancellation));
        return first.Message.Id;
    }

    private async Task PublishAsync(params IReadOnlyList<(string Subject, string What, int Day)> messages)
    {
        foreach (var (subject, what, day) in messages)
        {
            await InScopeAsync(scope =>
            {
                scope.UnitOfWork.Publish(new SampleHappened(subject, Sample.Day(day), what));
                return scope.CommitAsync(Cancellation);
            });
        }
    }

    private sealed record Unregistered(string Subject, Instant OccurredAt) : IDomainEvent;
}
