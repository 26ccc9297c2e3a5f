using System.Net;

namespace AutoCrm.WebHost.Tests;

public sealed class AtRiskTests : IAsyncDisposable
{
    private readonly TestHost host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Those_at_risk_now_are_listed_with_the_reason()
    {
        var customer = await RegisterAsync(1, "2025-09-01T09:00:00Z");
        await RegisterAsync(2, "2026-10-01T09:00:00Z");

        var found = Assert.Single((await host.GetAsync("/at-risk?outlet=SH-01")).Items);

        Assert.Equal((customer, "Customer A", "+8613800000001", "AtRisk"), ((string?)found["customer"], (string?)found["name"], (string?)found["phone"], (string?)found["stage"]));
        Assert.Contains("without a service visit", (string?)found["why"], StringComparison.Ordinal);
        Assert.Empty((await host.GetAsync("/at-risk?outlet=SH-02")).Items);
    }

    [Fact]
    public async Task The_outlet_is_that_of_the_latest_visit()
    {
        var customer = await RegisterAsync(1, "2025-08-01T09:00:00Z");
        await host.AppendAsync(TestHost.Visit("V-later", "workshop:1", "2025-09-01T09:00:00Z", "SH-02"));

        Assert.Empty((await host.GetAsync("/at-risk?outlet=SH-01")).Items);
        Assert.Equal(customer, (string?)Assert.Single((await host.GetAsync("/at-risk?outlet=SH-02")).Items)["customer"]);
    }

    [Fact]
    public async Task Those_who_will_be_at_risk_are_listed_page_by_page_the_most_urgent_first()
    {
        string[] due = [await RegisterAsync(1, "2025-12-01T09:00:00Z"), await RegisterAsync(2, "2025-11-15T09:00:00Z"), await RegisterAsync(3, "2025-12-20T09:00:00Z")];
        await RegisterAsync(4, "2026-10-01T09:00:00Z");

        var first = await host.GetAsync("/at-risk?outlet=SH-01&before=2027-02-01&limit=2");
        var second = await host.GetAsync($"/at-risk?outlet=SH-01&before=2027-02-01&limit=2&after={first.Get("next")}");

        Assert.Equal([due[1], due[0]], first.Items.Select(item => (string?)item["customer"]));
        Assert.Equal([due[2]], second.Items.Select(item => (string?)item["customer"]));
        Assert.Null(second.Body!["next"]);
        Assert.All(first.Items, item => Assert.Equal("AtRisk", (string?)item["next"]));
    }

    [Fact]
    public async Task A_visit_takes_a_customer_off_the_list_at_once()
    {
        await RegisterAsync(1, "2025-09-01T09:00:00Z");
        await host.AppendAsync(TestHost.Visit("V-new", "workshop:1", "2026-11-24T08:00:00Z"));

        Assert.Empty((await host.GetAsync("/at-risk")).Items);
    }

    [Fact]
    public async Task Erased_and_merged_customers_are_left_out()
    {
        var erased = await RegisterAsync(1, "2025-09-01T09:00:00Z");
        var survivor = await RegisterAsync(2, "2025-09-02T09:00:00Z");
        var absorbed = await RegisterAsync(3, "2025-09-03T09:00:00Z");
        Assert.Equal(HttpStatusCode.NoContent, (await host.DeleteAsync($"/customers/{erased}?by=dpo&why=request-1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync($"/customers/{survivor}/merge", $$"""{"absorbed": "{{absorbed}}", "by": "liu.wei", "why": "same"}""")).Status);
        Assert.Equal([survivor], await ListAsync());

        // The next run over the base assesses the anonymous rest of the erased one.
        await host.UseAsync(crm => crm.Assessment.AssessAllAsync(TestHost.Start));

        Assert.Equal([survivor], await ListAsync());
    }

    private async Task<IEnumerable<string?>> ListAsync() => (await host.GetAsync("/at-risk")).Items.Select(item => (string?)item["customer"]);

    private async Task<string> RegisterAsync(int number, string visit)
    {
        var customer = await host.RegisterAsync($"workshop:{number}", $"Customer {(char)('@' + number)}", $"138 0000 000{number}");
        await host.AppendAsync(TestHost.Delivery($"D-{number}", $"workshop:{number}"), TestHost.Visit($"V-{number}", $"workshop:{number}", visit));
        return customer;
    }
}
