using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.PostgreSql.Tests.Store;
using AutoCrm.PostgreSql.Tests.Wire;
using AutoCrm.PostgreSql.Tests.Work;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>Whoever loses the connection in a commit is told what became of it, or that nobody can tell.</summary>
public sealed class CutCommitTests : IAsyncLifetime
{
    private PostgreSqlFixture fixture = null!;
    private WireProxy proxy = null!;
    private ServiceProvider host = null!;

    public async ValueTask InitializeAsync()
    {
        fixture = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        proxy = WireProxy.Start(await PostgresServer.GetAsync());

        // A statement that is prepared goes by its number, and the proxy looks for the word.
        host = PostgreSqlFixture.Open(proxy.ConnectionStringOf(fixture.Database.ConnectionString) + ";Max Auto Prepare=0");
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await proxy.DisposeAsync();
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_that_the_server_did_not_get_has_not_happened_and_is_said_so()
    {
        for (var round = 0; round < 5; round++)
        {
            await RegisterAsync($"warm-{round}");
            proxy.CutNext(WireProxy.Cut.BeforeCommit);
            var lost = await Assert.ThrowsAsync<StoreException>(() => RegisterAsync($"R{round}"));
            Assert.Equal((StoreFailure.ConnectionLost, false, true), (lost.Failure, lost.IsOutcomeUnknown, lost.IsTransient));
            Assert.Equal(0, await CountAsync($"R{round}"));

            await RegisterAsync($"R{round}");
            Assert.Equal(1, await CountAsync($"R{round}"));
        }

        Assert.Equal(5, proxy.Cuts);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_has_happened_and_succeeds()
    {
        for (var round = 0; round < 5; round++)
        {
            await RegisterAsync($"warm-{round}");
            proxy.CutNext(WireProxy.Cut.AfterCommit);
            var customer = await RegisterAsync($"R{round}");
            Assert.Equal(1, await CountAsync($"R{round}"));
            Assert.Equal(customer, await RegisterAsync($"R{round}"));
            Assert.Equal(1, await CountAsync($"R{round}"));
        }

        Assert.Equal(5, proxy.Cuts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_the_server_cannot_be_asked_the_outcome_is_unknown_and_a_repetition_is_harmless(bool isCommitted)
    {
        await RegisterAsync("warm");
        proxy.RefusesAfterCut = true;
        proxy.CutNext(isCommitted ? WireProxy.Cut.AfterCommit : WireProxy.Cut.BeforeCommit);
        var lost = await Assert.ThrowsAsync<StoreException>(() => RegisterAsync("R"));
        Assert.Equal((StoreFailure.ConnectionLost, true, true), (lost.Failure, lost.IsOutcomeUnknown, lost.IsTransient));
        Assert.Contains("cannot be told", lost.Message, StringComparison.Ordinal);

        proxy.RefusesAfterCut = false;
        await RegisterAsync("R");
        Assert.Equal(1, await CountAsync("R"));
        Assert.Equal(2, await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM customers"));
        Assert.Equal(2, await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE type LIKE '%registered%'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_import_whose_commit_was_cut_is_whole_or_not_there_and_can_be_repeated(bool isCommitted)
    {
        using var sample = new SampleFolder(customers: 20);
        await using var alone = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        await using var undisturbed = SampleHost.Open(alone.Database.ConnectionString);
        await SampleHost.WorkAsync(undisturbed, sample.Path);
        await using var importing = SampleHost.Open(proxy.ConnectionStringOf(fixture.Database.ConnectionString) + ";Max Auto Prepare=0");

        foreach (var work in new Func<IServiceProvider, Task>[] { host => SampleHost.ImportAsync(host, sample.Path), SampleHost.ResolveAsync, SampleHost.AssessAsync })
        {
            for (var cuts = proxy.Cuts; ;)
            {
                proxy.CutNext(isCommitted ? WireProxy.Cut.AfterCommit : WireProxy.Cut.BeforeCommit);
                try
                {
                    await work(importing);
                }
                catch (StoreException lost) when (lost is { IsOutcomeUnknown: false, Failure: StoreFailure.ConnectionLost })
                {
                    Assert.InRange(proxy.Cuts, cuts + 1, int.MaxValue);
                }

                proxy.CutNext(WireProxy.Cut.None);
                await work(importing);
                break;
            }
        }

        (await StoreContents.ReadAsync(undisturbed, SampleHost.Now)).AssertEqual(await StoreContents.ReadAsync(importing, SampleHost.Now), withMessages: false);
    }

    private Task<Id<Customer>> RegisterAsync(string key) => SampleHost.RunAsync(host, async crm =>
    {
        var customer = await crm.Identity.RegisterAsync(new SourceRecord
        {
            Source = new SourceRef("dms", key), Kind = CustomerKind.Person, RecordedAt = SampleHost.Now,
        });
        await crm.CommitAsync();
        return customer;
    });

    private Task<long> CountAsync(string key) => fixture.Database.ScalarAsync<long>(
        $"SELECT count(*) FROM source_records r JOIN customers c ON c.id = r.customer_id WHERE r.key = '{key}'");
}
