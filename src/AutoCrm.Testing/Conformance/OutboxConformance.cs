using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IOutbox"/> promises.</summary>
public abstract class OutboxConformance : StoreConformance
{
    private IOutbox Outbox => Services.GetRequiredService<IOutbox>();

    [Fact]
    public async Task Messages_come_in_the_order_they_were_committed_whatever_their_time()
    {
        await PublishAsync("first", day: 9);
        await PublishAsync("second", day: 3);
        await PublishAsync("third", day: 6);

        var pending = await Outbox.ReadPendingAsync(2, Cancellation);

        Assert.Equal([Sample.Day(9), Sample.Day(3)], pending.Select(message => message.OccurredAt));
    }

    [Fact]
    public async Task A_message_comes_back_whole()
    {
        await PublishAsync("only", day: 1);

        var message = Assert.Single(await Outbox.ReadPendingAsync(10, Cancellation));

        Assert.NotEqual(Guid.Empty, message.Id);
        Assert.Equal(("autocrm.sample.happened.v1", "customer", Sample.Day(1)), (message.Type, message.Subject, message.OccurredAt));
        Assert.Contains("\"what\":\"only\"", message.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_messages_are_not_handed_out_again()
    {
        await PublishAsync("first", day: 1);
        await PublishAsync("second", day: 2);
        var first = (await Outbox.ReadPendingAsync(1, Cancellation))[0];

        await Outbox.MarkPublishedAsync([first.Id], Sample.Day(3), Cancellation);
        await Outbox.MarkPublishedAsync([first.Id], Sample.Day(4), Cancellation);

        Assert.Equal(Sample.Day(2), Assert.Single(await Outbox.ReadPendingAsync(10, Cancellation)).OccurredAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_limit_below_one_is_refused(int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Outbox.ReadPendingAsync(limit, Cancellation));

    private Task PublishAsync(string what, int day) => InScopeAsync(scope =>
    {
        scope.UnitOfWork.Publish(new SampleHappened("customer", Sample.Day(day), what));
        return scope.CommitAsync(Cancellation);
    });
}
