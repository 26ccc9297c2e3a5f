using System.Globalization;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.PostgreSql.Tests.Store;
using AutoCrm.PostgreSql.Tests.Work;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>What many write at once is what they would have written one after the other.</summary>
public sealed class ManyWritersTests : IAsyncLifetime
{
    private const int Writers = 16;

    private static readonly Instant Start = Instant.FromUtc(2026, 11, 1, 9, 0);

    private PostgreSqlFixture fixture = null!;

    public async ValueTask InitializeAsync() => fixture = (PostgreSqlFixture)await PostgreSqlFixture.CreateAsync();

    public async ValueTask DisposeAsync() => await fixture.DisposeAsync();

    [Fact]
    public async Task One_record_registered_by_all_is_one_customer()
    {
        for (var round = 0; round < 5; round++)
        {
            var key = $"R{round}";
            var customers = await TogetherAsync(_ => Session(crm => crm.Identity.RegisterAsync(Record(key))));
            Assert.Single(customers.Distinct());
        }

        await AssertOneCustomerPerRecordAsync(records: 5);
    }

    [Fact]
    public async Task Different_people_registered_at_once_are_all_there()
    {
        await TogetherAsync(async writer =>
        {
            for (var i = 0; i < 10; i++)
            {
                await Session(crm => crm.Identity.RegisterAsync(Record($"W{writer}-{i}", $"+86138{(writer * 100) + i:00000000}", $"{Letters(writer)} {Letters(i)}xo")));
            }

            return true;
        });

        await AssertOneCustomerPerRecordAsync(records: Writers * 10);
    }

    [Fact]
    public async Task Events_of_one_record_are_numbered_without_gap()
    {
        await Session(crm => crm.Identity.RegisterAsync(Record("A")));
        await Session(crm => crm.Identity.RegisterAsync(Record("B", "+8613900000000", "Berta Schulz")));

        await TogetherAsync(async writer =>
        {
            for (var i = 0; i < 10; i++)
            {
                var key = $"E{writer}-{i}";
                await Session(async crm => Assert.Equal(
                    [UpsertResult.Added, UpsertResult.Added], await crm.Timeline.AppendAsync([Event($"{key}-own", "A"), Event($"{key}-other", writer % 2 == 0 ? "A" : "B")])));
            }

            return true;
        });

        Assert.Equal(Writers * 20, await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM events"));
        await AssertNumberedWithoutGapAsync();
    }

    [Fact]
    public async Task An_event_appended_by_all_is_there_once()
    {
        await Session(crm => crm.Identity.RegisterAsync(Record("A")));

        var results = await TogetherAsync(_ => Session(crm => crm.Timeline.AppendAsync([Event("E", "A")])));

        Assert.All(results, result => Assert.Contains(Assert.Single(result), new[] { UpsertResult.Added, UpsertResult.Unchanged }));
        Assert.Equal(1, await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task Source_systems_that_come_at_once_are_numbered_without_gap()
    {
        await TogetherAsync(async writer =>
        {
            await using var host = fixture.Open();
            await using var scope = host.CreateAsyncScope();
            var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
            foreach (var system in new[] { $"own-{writer}", "shared", $"pair-{writer / 2}" })
            {
                await scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().PutAsync(Record($"W{writer}") with { Source = new SourceRef(system, $"W{writer}") });
            }

            await crm.CommitAsync();
            return true;
        });

        const int Systems = Writers + 1 + (Writers / 2);
        Assert.Equal(
            (Systems, Systems, Systems),
            (await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM source_systems"),
             await fixture.Database.ScalarAsync<long>("SELECT count(DISTINCT name) FROM source_systems"),
             await fixture.Database.ScalarAsync<long>("SELECT max(system_no) FROM source_systems")));
        Assert.Equal(Writers * 3, await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM source_records"));
    }

    [Fact]
    public async Task Units_of_work_about_the_same_in_opposite_orders_all_commit()
    {
        string[] keys = [.. Enumerable.Range(0, 20).Select(i => $"K{i}")];
        for (var round = 0; round < 5; round++)
        {
            var language = round % 2 == 0 ? "de" : "en";
            await TogetherAsync(async writer =>
            {
                await using var scope = fixture.Services.CreateAsyncScope();
                var records = scope.ServiceProvider.GetRequiredService<ISourceRecordStore>();
                foreach (var key in writer % 2 == 0 ? keys : keys.Reverse())
                {
                    await records.PutAsync(Record(key) with { Language = language });
                }

                await scope.ServiceProvider.GetRequiredService<ITimeline>().AppendAsync(
                    [.. (writer % 2 == 0 ? keys : keys.Reverse()).Select(key => Event($"E{writer}-{round}-{key}", key))]);
                await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync();
                return true;
            });
        }

        Assert.Equal(keys.Length, await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM source_records"));
        Assert.Equal(keys.Length * Writers * 5, await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM events"));
        await AssertNumberedWithoutGapAsync();
    }

    [Fact]
    public async Task Aggregates_changed_by_all_lose_no_change()
    {
        var customer = await Session(crm => crm.Identity.RegisterAsync(Record("A")));
        var households = Enumerable.Range(0, Writers).Select(_ => Id<Household>.New(Start)).ToArray();

        await TogetherAsync(writer => ExecuteAsync(async (crm, token) =>
        {
            var stored = await crm.Customers.GetByIdAsync(customer, token);
            stored!.AssignHousehold(households[writer]);
            await crm.Customers.UpdateAsync(stored, token);
            return true;
        }));

        var last = await SampleHost.RunAsync(fixture.Services, crm => crm.Customers.GetByIdAsync(customer));
        Assert.Equal(1 + Writers, last!.Version);
    }

    private static string Letters(int number) => string.Create(CultureInfo.InvariantCulture, $"{(char)('B' + number)}{"aeiou"[number % 5]}ndr{"aeiou"[number / 5 % 5]}l");

    private static SourceRecord Record(string key, string phone = "+8613800001000", string name = "Anna Miller") => new()
    {
        Source = new SourceRef("dms", key),
        Kind = CustomerKind.Person,
        Name = new CustomerName(name),
        Phones = [ContactPoint.Phone(phone, "CN")],
        RecordedAt = Start,
    };

    private static CustomerEvent Event(string key, string record) => LeadReceived.Definition.Prototype with
    {
        Source = new SourceRef("dms", key), Record = new SourceRef("dms", record), OccurredAt = Start, RecordedAt = Start,
    };

    /// <summary>Lets all writers begin at once, each on a connection of its own.</summary>
    private static async Task<IReadOnlyList<T>> TogetherAsync<T>(Func<int, Task<T>> write)
    {
        using var start = new Barrier(Writers);
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return write(writer);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap());
        return await Task.WhenAll(writers.ToArray());
    }

    /// <summary>As a host is told to work: a unit of work that lost a race is repeated.</summary>
    private Task<T> ExecuteAsync<T>(Func<CrmSession, CancellationToken, Task<T>> work) => SampleHost.RunAsync(fixture.Services, crm => crm.ExecuteAsync(work));

    private Task<T> Session<T>(Func<CrmSession, Task<T>> work) => ExecuteAsync((crm, _) => work(crm));

    private Task<bool> Session(Func<CrmSession, Task> work) => ExecuteAsync(async (crm, _) =>
    {
        await work(crm);
        return true;
    });

    private async Task AssertOneCustomerPerRecordAsync(long records)
    {
        Assert.Equal(records, await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM source_records"));
        Assert.Equal(0, await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM source_records WHERE customer_id IS NULL"));
        Assert.Equal(
            0,
            await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM customers c WHERE NOT EXISTS (SELECT FROM source_records r WHERE r.customer_id = c.id)"));
        Assert.Equal(
            await fixture.Database.ScalarAsync<long>("SELECT count(DISTINCT customer_id) FROM source_records"),
            await fixture.Database.ScalarAsync<long>("SELECT count(*) FROM outbox WHERE type LIKE '%registered%'"));
    }

    private async Task AssertNumberedWithoutGapAsync() => Assert.Equal(
        0,
        await fixture.Database.ScalarAsync<long>(
            "SELECT count(*) FROM (SELECT event_no >> 24 AS record_no, count(*) AS events, count(DISTINCT event_no) AS numbers, min(event_no & 16777215) AS first, max(event_no & 16777215) AS last " +
            "FROM events GROUP BY event_no >> 24) r WHERE events <> numbers OR first <> 1 OR last <> events OR NOT EXISTS (SELECT FROM source_records s WHERE s.record_no = r.record_no)"));
}
