using System.Net;
using AutoCrm.Customers;
using AutoCrm.Lifecycle;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.WebHost.Tests;

public sealed class ProfileTests : IAsyncDisposable
{
    private readonly TestHost host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_profile_comes_back_equal()
    {
        var customer = await RegisterVisitorAsync();
        var asOf = Instant.FromUtc(2026, 11, 1, 0, 0);

        var answer = await host.GetAsync($"/customers/{customer}?asOf=2026-11-01T00:00:00Z");

        var direct = await host.UseAsync(crm => crm.Profiles.FindAsync(Id<Customer>.Parse(customer), asOf));
        Assert.Equal(AutoCrmJson.Serialize(direct), answer.Text);
        var back = AutoCrmJson.Deserialize<CustomerProfile>(answer.Text)!;
        Assert.Equal(answer.Text, AutoCrmJson.Serialize(back));
        Assert.Equal(direct!.History.Events, back.History.Events);
        Assert.Equal(direct.Records.Select(record => record.Source), back.Records.Select(record => record.Source));
        Assert.All(direct.Records.Zip(back.Records), pair => Assert.True(pair.First.HasSameContentAs(pair.Second)));
        Assert.Equal((direct.Assessment.Stage, direct.Assessment.Lifecycle.Reason), (back.Assessment.Stage, back.Assessment.Lifecycle.Reason));
    }

    [Fact]
    public async Task A_profile_is_that_of_the_instant_asked_for()
    {
        var customer = await RegisterVisitorAsync();

        var before = AutoCrmJson.Deserialize<CustomerProfile>((await host.GetAsync($"/customers/{customer}?asOf=2026-01-01")).Text)!;
        var now = AutoCrmJson.Deserialize<CustomerProfile>((await host.GetAsync($"/customers/{customer}")).Text)!;

        Assert.Equal((Instant.FromUtc(2026, 1, 1, 0, 0), 1), (before.Assessment.AsOf, before.History.Events.Count));
        Assert.Equal((Stage.Active, 2), (now.Assessment.Stage, now.History.Events.Count));
    }

    [Fact]
    public async Task An_id_that_is_not_one_is_a_bad_request_and_other_endpoints_answer_on()
    {
        var answer = await host.GetAsync("/customers/12345");

        answer.IsProblem(HttpStatusCode.BadRequest, """Failed to bind parameter "Id<Customer> id" from "12345".""");
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/customers?phone=13800001234")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/explanation")]
    [InlineData("/export")]
    public async Task A_customer_that_does_not_exist_is_not_found(string endpoint)
    {
        const string Nobody = "0190f3a2-7c1e-7b44-9c53-5b1f2a4e6d10";

        (await host.GetAsync($"/customers/{Nobody}{endpoint}")).IsProblem(
            HttpStatusCode.NotFound, $"Customer {Nobody} does not exist; expected the id of an existing customer.", "customer-exists");
    }

    [Fact]
    public async Task An_explanation_says_everything_in_sentences()
    {
        var customer = await RegisterVisitorAsync();
        await host.UseAsync(crm => crm.Assessment.AssessAllAsync(TestHost.Start));

        var answer = (await host.GetAsync($"/customers/{customer}/explanation")).Body!;

        Assert.Equal(("Active", "A"), ((string?)answer["stage"], (string?)answer["tier"]));
        Assert.Equal("From owner to active service customer by a service visit on 2026-10-01.", (string?)answer["stageReason"]);
        Assert.StartsWith("Tier A: ", (string?)answer["tierReason"], StringComparison.Ordinal);
        Assert.Contains("without a service visit", (string?)answer["next"], StringComparison.Ordinal);
        Assert.NotEmpty(answer["valueReasons"]!.AsArray());
        Assert.Equal(["Prospect", "Owner", "Active"], answer["path"]!.AsArray().Select(step => (string?)step!["stage"]));
        Assert.All(answer["path"]!.AsArray(), step => Assert.NotEmpty((string?)step!["reason"] ?? ""));
    }

    [Fact]
    public async Task An_explanation_is_in_Chinese_for_those_who_ask_for_it()
    {
        var customer = await RegisterVisitorAsync();

        var byQuery = (await host.GetAsync($"/customers/{customer}/explanation?culture=zh-CN&asOf=2026-11-01")).Text;
        var byHeader = (await host.GetAsync($"/customers/{customer}/explanation?asOf=2026-11-01", "zh-CN")).Text;
        var english = (await host.GetAsync($"/customers/{customer}/explanation?asOf=2026-11-01", "fr-FR")).Text;

        Assert.Contains("2026-10-01", byQuery, StringComparison.Ordinal);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}{4}", byQuery);
        Assert.Equal(byQuery, byHeader);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", english);
    }

    private async Task<string> RegisterVisitorAsync()
    {
        var customer = await host.RegisterAsync("sales:1001", "王小明", email: "ming@example.com");
        await host.AppendAsync(TestHost.Delivery("D-1", "sales:1001", "2025-12-10T09:00:00Z"), TestHost.Visit("V-1", "sales:1001", "2026-10-01T09:00:00Z"));
        return customer;
    }
}
