using System.Net;
using AutoCrm.Assessment;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.WebHost.Tests;

public sealed class RecordTests : IAsyncDisposable
{
    private readonly TestHost host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_record_becomes_a_customer_and_a_matching_record_the_same_one()
    {
        var answer = await host.PostAsync("/records", """{"source": "sales:1001", "name": "王小明", "phones": ["138 0000 1234"]}""");

        Assert.Equal((HttpStatusCode.OK, "sales:1001", "Prospect"), (answer.Status, answer.Get("source"), answer.Get("stage")));
        Assert.Equal(answer.Get("customer"), await host.RegisterAsync("workshop:W-77", "Wang Xiaoming", "+86 138-0000-1234"));
        Assert.NotEqual(answer.Get("customer"), await host.RegisterAsync("workshop:W-78", "李华", "139 0000 1234"));
    }

    [Fact]
    public async Task A_record_that_is_sent_again_changes_nothing()
    {
        var first = await host.RegisterAsync("sales:1001", "王小明");
        var again = await host.RegisterAsync("sales:1001", "王小明");

        Assert.Equal(first, again);
        Assert.Single((await host.GetAsync($"/customers/{first}")).Body!["records"]!.AsArray());
    }

    [Fact]
    public async Task A_number_is_one_of_the_country_of_the_address()
    {
        var customer = await host.PostAsync("/records", """{"source": "sales:1", "name": "Anna Schmidt", "phones": ["030 123456"], "address": {"country": "DE"}}""");

        var found = await host.GetAsync("/customers?phone=%2B49%2030%20123456");
        Assert.Equal(customer.Get("customer"), (string?)Assert.Single(found.Items)["id"]);
    }

    [Fact]
    public async Task An_event_is_appended_once_and_assessed_at_once()
    {
        var customer = await host.RegisterAsync("web:1", "王小明");
        const string Lead = """[{"kind": "lead_received", "source": "web:L-1", "record": "web:1", "occurredAt": "2026-11-24T08:00:00Z", "outlet": "SH-01"}]""";

        var first = await host.PostAsync("/events", Lead);
        var again = await host.PostAsync("/events", Lead);

        Assert.Equal("""[{"source":"web:L-1","result":"Added"}]""", first.Text);
        Assert.Equal("""[{"source":"web:L-1","result":"Unchanged"}]""", again.Text);
        var leads = AssessmentQuery.All.Where(LifecycleAssessment.StageColumn, Stage.Lead.Name);
        var stored = await host.UseAsync(crm => crm.AssessmentQueries.ListAsync(leads));
        Assert.Equal(customer, Assert.Single(stored).Customer.ToString());
    }

    [Fact]
    public async Task The_host_says_when_an_event_was_recorded()
    {
        var customer = await host.RegisterAsync("web:1", "王小明");
        await host.AppendAsync("""{"kind": "lead_received", "source": "web:L-1", "record": "web:1", "occurredAt": "2026-11-01T00:00:00Z", "recordedAt": "2001-01-01T00:00:00Z"}""");

        var profile = AutoCrmJson.Deserialize<CustomerProfile>((await host.GetAsync($"/customers/{customer}")).Text);
        Assert.True(Assert.IsType<LeadReceived>(Assert.Single(profile!.History.Events)).RecordedAt > TestHost.Start);
    }

    [Fact]
    public async Task Registrations_of_different_people_at_the_same_time_all_succeed()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => host.RegisterAsync($"web:{i}", $"Person {(char)('A' + i)}", $"138 0000 {1000 + i}")));

        Assert.Equal(16, answers.Distinct().Count());
        for (var i = 0; i < answers.Length; i++)
        {
            Assert.Equal(answers[i], (string?)Assert.Single((await host.GetAsync($"/customers?phone=1380000{1000 + i}")).Items)["id"]);
        }
    }

    [Fact]
    public async Task Registrations_of_one_record_at_the_same_time_give_one_customer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => host.RegisterAsync("web:1", "王小明")));

        var customer = Assert.Single(answers.Distinct());
        await using var scope = host.Services.CreateAsyncScope();
        var records = await scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().StreamAsync().ToListAsync();
        Assert.Equal(customer, Assert.Single(records).Customer.ToString());
        Assert.Single((await host.GetAsync("/customers?phone=13800001234")).Items);
    }
}
