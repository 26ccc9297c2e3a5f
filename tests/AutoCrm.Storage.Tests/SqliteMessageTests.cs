using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Storage.Tests;

public sealed class SqliteMessageTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 3, 1, 9, 0);

    private static readonly Duration Lease = Duration.FromHours(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reopened_file_keeps_messages_claims_parked_ones_and_what_was_received()
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        await PublishAsync(store.Services, "1", "2", "3");
        var outbox = store.Services.GetRequiredService<IOutbox>();
        var claimed = await outbox.ClaimAsync("before", 2, Lease, cancellationToken: Cancellation);
        Assert.True(await outbox.ParkAsync(claimed[0].Lease, claimed[0].Message.Id, "too large", Cancellation));
        var received = Guid.CreateVersion7();
        Assert.True(await ReceiveAsync(store.Services, received));

        await store.ReopenAsync();

        outbox = store.Services.GetRequiredService<IOutbox>();
        var parked = Assert.Single(await outbox.ListParkedAsync(10, cancellationToken: Cancellation));
        Assert.Equal((claimed[0].Message, "too large", 1), (parked.Message, parked.Error, parked.Attempts));
        var rest = Assert.Single(await outbox.ClaimAsync("after", 10, Lease, cancellationToken: Cancellation));
        Assert.Equal("3", rest.Message.Subject);
        Assert.Equal(1, await outbox.CompleteAsync(claimed[1].Lease, [claimed[1].Message.Id], Start, Cancellation));
        Assert.False(await ReceiveAsync(store.Services, received));
    }

    [Fact]
    public async Task Two_hosts_on_one_file_never_claim_the_same_message()
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        await PublishAsync(store.Services, [.. Enumerable.Range(0, 30).Select(number => $"{number}")]);
        await using var otherHost = store.Open();
        IServiceProvider[] hosts = [store.Services, otherHost];

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(
            () => hosts[number % 2].GetRequiredService<IOutbox>().ClaimAsync($"{number}", 3, Lease, cancellationToken: Cancellation), Cancellation)));

        Assert.Equal(30, claims.SelectMany(claim => claim).Select(message => message.Message.Id).Distinct().Count());
        Assert.All(claims, claim => Assert.Equal(3, claim.Count));
    }

    [Fact]
    public async Task A_claim_with_nothing_to_do_does_not_wait_for_a_writer()
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        await using var writer = await store.Services.GetRequiredService<IStoreSessions>().WriteAsync(Cancellation);

        var claim = store.Services.GetRequiredService<IOutbox>().ClaimAsync("relay", 10, Lease, cancellationToken: Cancellation);

        Assert.Empty(await claim.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
    }

    [Fact]
    public async Task A_claim_reads_what_waits_by_its_indexes_and_no_published_message()
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        await using var session = await store.Services.GetRequiredService<IStoreSessions>().ReadAsync(Cancellation);
        var explain = session.Prepare("EXPLAIN QUERY PLAN " + OutboxRows.Claimable(new OutboxClaimOptions { Shards = new HashSet<int> { 1, 2 } }));
        for (var parameter = 1; parameter <= 6; parameter++)
        {
            explain.Bind(parameter, 1L);
        }

        var plan = new List<string>();
        while (await explain.ReadAsync())
        {
            plan.Add(explain.Text(3));
        }

        Assert.Equal(
            [
                "SCAN m USING INDEX IX_outbox_waiting",
                "CORRELATED SCALAR SUBQUERY 1",
                "SEARCH e USING INDEX IX_outbox_waiting_of_subject (subject=? AND position<?)",
            ],
            plan);
    }

    private static async Task PublishAsync(IServiceProvider services, params string[] subjects)
    {
        await using var scope = services.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        foreach (var subject in subjects)
        {
            unitOfWork.Publish(new SampleHappened(subject, Start, "published"));
        }

        await unitOfWork.CommitAsync(Cancellation);
    }

    private static async Task<bool> ReceiveAsync(IServiceProvider services, Guid message)
    {
        await using var scope = services.CreateAsyncScope();
        var isNew = await scope.ServiceProvider.GetRequiredService<IInbox>().TryReceiveAsync("test", message, null, Cancellation);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(Cancellation);
        return isNew;
    }
}
