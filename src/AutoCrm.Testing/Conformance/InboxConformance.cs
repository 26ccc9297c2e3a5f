using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IInbox"/> promises.</summary>
public abstract class InboxConformance : StoreConformance
{
    private static readonly Guid Message = Guid.Parse("0190f3a2-7c1e-7b44-9c53-5b1f2a4e6d10");

    [Fact]
    public async Task A_message_is_received_once_by_each_consumer()
    {
        Assert.True(await ReceiveAsync("billing", Message));

        Assert.False(await ReceiveAsync("billing", Message));
        Assert.True(await ReceiveAsync("Billing/欧洲", Message));
        Assert.False(await ReceiveAsync("Billing/欧洲", Message));
        Assert.True(await ReceiveAsync("billing", Guid.CreateVersion7()));
    }

    [Fact]
    public async Task A_message_that_came_earlier_in_the_scope_is_known_before_the_commit() => await InScopeAsync(async scope =>
    {
        Assert.True(await scope.Inbox.TryReceiveAsync("billing", Message, null, Cancellation));
        Assert.False(await scope.Inbox.TryReceiveAsync("billing", Message, null, Cancellation));
        Assert.True(await scope.Inbox.TryReceiveAsync("letters", Message, null, Cancellation));
        await scope.CommitAsync(Cancellation);
        Assert.False(await scope.Inbox.TryReceiveAsync("letters", Message, null, Cancellation));
    });

    [Fact]
    public async Task What_a_message_led_to_is_stored_with_it()
    {
        await InScopeAsync(async scope =>
        {
            await scope.Inbox.TryReceiveAsync("billing", Message, "customer", Cancellation);
            await AddCustomerAsync(scope, 1);
            await scope.CommitAsync(Cancellation);
        });

        Assert.True(await ExistsAsync(1));
        Assert.False(await ReceiveAsync("billing", Message));
    }

    [Fact]
    public async Task Without_a_commit_nothing_was_received()
    {
        await InScopeAsync(scope => scope.Inbox.TryReceiveAsync("billing", Message, null, Cancellation));

        Assert.True(await ReceiveAsync("billing", Message));
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_nothing_received()
    {
        await InScopeAsync(async scope =>
        {
            await AddCustomerAsync(scope, 1);
            await scope.CommitAsync(Cancellation);
        });
        await InScopeAsync(async scope =>
        {
            await scope.Inbox.TryReceiveAsync("billing", Message, null, Cancellation);
            await AddCustomerAsync(scope, 1);
            await Assert.ThrowsAsync<ConcurrencyException>(() => scope.CommitAsync(Cancellation));

            Assert.True(await scope.Inbox.TryReceiveAsync("billing", Message, null, Cancellation));
        });

        Assert.True(await ReceiveAsync("billing", Message));
    }

    [Fact]
    public async Task Of_two_scopes_that_receive_a_message_one_commits_and_the_other_fails()
    {
        await InScopeAsync(async loser =>
        {
            Assert.True(await loser.Inbox.TryReceiveAsync("billing", Message, null, Cancellation));
            await AddCustomerAsync(loser, 1);
            loser.UnitOfWork.Publish(new SampleHappened("customer", Sample.Day(1), "loser"));
            Assert.True(await ReceiveAsync("billing", Message));

            var error = await Assert.ThrowsAsync<ConcurrencyException>(() => loser.CommitAsync(Cancellation));

            Assert.StartsWith(
                $"Consumer 'billing' has received message {Message} in another unit of work meanwhile; nothing of this one is stored.", error.Message, StringComparison.Ordinal);
            Assert.False(await loser.Inbox.TryReceiveAsync("billing", Message, null, Cancellation));
        });

        Assert.False(await ExistsAsync(1));
        Assert.Empty(await ListPendingAsync());
    }

    [Fact]
    public async Task Of_many_who_receive_a_message_at_once_exactly_one_commits()
    {
        var committed = 0;
        await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(
            () => InScopeAsync(async scope =>
            {
                if (!await scope.Inbox.TryReceiveAsync("billing", Message, null, Cancellation))
                {
                    return;
                }

                await AddCustomerAsync(scope, number);
                try
                {
                    await scope.CommitAsync(Cancellation);
                    Interlocked.Increment(ref committed);
                }
                catch (ConcurrencyException)
                {
                    Assert.False(await scope.Inbox.TryReceiveAsync("billing", Message, null, Cancellation));
                }
            }),
            Cancellation)));

        var customers = 0;
        for (var number = 1; number <= 8; number++)
        {
            customers += await ExistsAsync(number) ? 1 : 0;
        }

        Assert.Equal((1, 1), (committed, customers));
    }

    [Fact]
    public async Task Purging_forgets_the_oldest_first_and_what_is_forgotten_is_received_again()
    {
        Guid[] messages = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        foreach (var message in messages)
        {
            await ReceiveAsync("billing", message);
            Clock.Advance(Duration.FromDays(1));
        }

        var beforeTheLast = Clock.GetCurrentInstant() - Duration.FromHours(36);
        Assert.Equal(1, await PurgeAsync(beforeTheLast, 1));
        Assert.False(await ReceiveAsync("billing", messages[1]));
        Assert.Equal(1, await PurgeAsync(beforeTheLast, 10));
        Assert.Equal(0, await PurgeAsync(beforeTheLast, 10));

        Assert.False(await ReceiveAsync("billing", messages[2]));
        Assert.True(await ReceiveAsync("billing", messages[0]));
        Assert.True(await ReceiveAsync("billing", messages[1]));
    }

    [Fact]
    public async Task A_consumer_without_a_name_and_a_limit_below_one_are_refused() => await InScopeAsync(async scope =>
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => scope.Inbox.TryReceiveAsync(" ", Message, null, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => scope.Inbox.PurgeAsync(Sample.Day(1), 0, Cancellation));
    });

    private static Task AddCustomerAsync(StoreScope scope, int number) =>
        scope.Repository<Customer>().AddAsync(new Customer(Sample.CustomerId(number), CustomerKind.Person), Cancellation);

    private Task<bool> ReceiveAsync(string consumer, Guid message) => InScopeAsync(async scope =>
    {
        var isNew = await scope.Inbox.TryReceiveAsync(consumer, message, "customer", Cancellation);
        await scope.CommitAsync(Cancellation);
        return isNew;
    });

    private Task<int> PurgeAsync(Instant receivedBefore, int limit) => InScopeAsync(scope => scope.Inbox.PurgeAsync(receivedBefore, limit, Cancellation));

    private Task<bool> ExistsAsync(int number) =>
        InScopeAsync(async scope => await scope.Repository<Customer>().GetByIdAsync(Sample.CustomerId(number), Cancellation) is not null);
}
