using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.PostgreSql.Tests.Store;
using AutoCrm.PostgreSql.Tests.Wire;
using AutoCrm.PostgreSql.Tests.Work;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>Round trips of a host that has done the same before: its connections are open, statements prepared, and source systems known.</summary>
public sealed class RoundTripTests : IAsyncLifetime
{
    /// <summary>Npgsql prepares a statement when it comes the fifth time.</summary>
    private const int WarmUps = 12;

    private PostgreSqlFixture fixture = null!;
    private WireProxy proxy = null!;
    private ServiceProvider host = null!;

    public async ValueTask InitializeAsync()
    {
        fixture = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();
        proxy = WireProxy.Start(await PostgresServer.GetAsync());
        host = PostgreSqlFixture.Open(proxy.ConnectionStringOf(fixture.Database.ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await proxy.DisposeAsync();
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_new_customer_is_registered_in_at_most_four()
    {
        var number = 0;
        Assert.InRange(await CountAsync(crm => RegisterAsync(crm, number++)), 1, 4);
    }

    [Fact]
    public async Task A_profile_is_read_in_at_most_three()
    {
        var customer = await SampleHost.RunAsync(host, crm => RegisterAsync(crm, 0));
        Assert.InRange(await CountAsync(async crm => Assert.NotNull(await crm.Profiles.FindAsync(customer))), 1, 3);
        Assert.InRange(await CountAsync(async crm => Assert.Single(await crm.Profiles.FindByPhoneAsync("+8613800001000"))), 1, 3);
    }

    [Fact]
    public async Task A_unit_of_work_is_committed_in_two()
    {
        var clock = SampleHost.Now;
        for (var i = 0; i <= WarmUps; i++)
        {
            await using var scope = host.CreateAsyncScope();
            var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
            await crm.Customers.AddAsync(new Customer(Id<Customer>.New(clock), CustomerKind.Person));
            await scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().PutAsync(Record(100 + i));
            var before = proxy.Turns;
            await crm.CommitAsync();
            Assert.True(i < WarmUps || proxy.Turns - before == 2, $"{proxy.Turns - before} round trips");
        }
    }

    private static async Task<Id<Customer>> RegisterAsync(CrmSession crm, int number)
    {
        var customer = await crm.Identity.RegisterAsync(Record(number));
        await crm.CommitAsync();
        return customer;
    }

    private static SourceRecord Record(int number) => new()
    {
        Source = new SourceRef("dms", $"K{number}"),
        Kind = CustomerKind.Person,
        Name = new CustomerName($"Anna Miller {(char)('a' + (number % 26))}{(char)('a' + (number / 26))}"),
        Phones = [ContactPoint.Phone($"+86138{1000 + number:00000000}", "CN")],
        RecordedAt = SampleHost.Now,
    };

    private async Task<int> CountAsync(Func<CrmSession, Task> work)
    {
        var before = 0;
        for (var i = 0; i <= WarmUps; i++)
        {
            before = proxy.Turns;
            await SampleHost.RunAsync(host, async crm =>
            {
                await work(crm);
                return true;
            });
        }

        return proxy.Turns - before;
    }
}
