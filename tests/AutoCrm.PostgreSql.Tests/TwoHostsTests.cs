using AutoCrm.PostgreSql.Tests.Store;
using AutoCrm.PostgreSql.Tests.Work;
using AutoCrm.SharedKernel;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>Two hosts that do the same work on one database at once leave what one would have left.</summary>
public sealed class TwoHostsTests : IDisposable
{
    private readonly SampleFolder sample = new(customers: 200);

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task The_dealer_group_imported_resolved_and_assessed_by_both_is_as_if_one_had_done_it()
    {
        var expected = await AloneAsync();
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        await using var one = SampleHost.Open(fixture.Database.ConnectionString);
        await using var other = SampleHost.Open(fixture.Database.ConnectionString);

        foreach (var work in new Func<IServiceProvider, Task>[] { host => SampleHost.ImportAsync(host, sample.Path), SampleHost.ResolveAsync, SampleHost.AssessAsync })
        {
            await Task.WhenAll(Task.Run(() => work(one)), Task.Run(() => work(other)));
        }

        var together = await StoreContents.ReadAsync(one, SampleHost.Now);
        expected.AssertEqual(together, withMessages: false);
        Assert.Equal(AboutCustomers(expected), AboutCustomers(together));
    }

    [Fact]
    public async Task Each_host_may_do_another_step_at_the_same_time()
    {
        var expected = await AloneAsync();
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        await using var one = SampleHost.Open(fixture.Database.ConnectionString);
        await using var other = SampleHost.Open(fixture.Database.ConnectionString);

        await SampleHost.ImportAsync(one, sample.Path);
        await Task.WhenAll(Task.Run(() => SampleHost.ResolveAsync(one)), Task.Run(() => SampleHost.ImportAsync(other, sample.Path)), Task.Run(() => SampleHost.AssessAsync(other)));
        await Task.WhenAll(Task.Run(() => SampleHost.AssessAsync(one)), Task.Run(() => SampleHost.ImportAsync(other, sample.Path)));

        expected.AssertEqual(await StoreContents.ReadAsync(one, SampleHost.Now), withMessages: false);
    }

    /// <summary>The messages but those of a whole run, of which there were two. Which customer comes first is the hosts' own affair.</summary>
    private static IEnumerable<string> AboutCustomers(StoreContents contents) =>
        contents.Messages.Where(message => !message.Contains($"\"subject\":\"{MessageSubjects.Base}\"", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private async Task<StoreContents> AloneAsync()
    {
        await using var fixture = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        await using var host = SampleHost.Open(fixture.Database.ConnectionString);
        await SampleHost.WorkAsync(host, sample.Path);
        return await StoreContents.ReadAsync(host, SampleHost.Now);
    }
}
