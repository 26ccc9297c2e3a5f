using System.Net;
using AutoCrm.Privacy;

namespace AutoCrm.WebHost.Tests;

public sealed class PrivacyTests : IAsyncDisposable
{
    private readonly TestHost host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task What_is_held_is_exported_then_erased_and_stays_erased()
    {
        var customer = await host.RegisterAsync("sales:1001", "王小明", email: "ming@example.com");
        await host.AppendAsync(TestHost.Visit("V-1", "sales:1001", "2026-10-01T09:00:00Z"));

        var export = await host.GetAsync($"/customers/{customer}/export");
        Assert.Equal(("application/json", PersonalDataExport.SchemaId, customer), (export.MediaType, export.Get("schema"), export.Get("customer")));
        Assert.Contains("王小明", export.Text, StringComparison.Ordinal);
        Assert.Contains("ming@example.com", export.Text, StringComparison.Ordinal);

        var erased = await host.DeleteAsync($"/customers/{customer}?by=dpo&why=request-117");
        Assert.Equal((HttpStatusCode.NoContent, ""), (erased.Status, erased.Text));
        Assert.All(
            await Task.WhenAll(host.GetAsync("/customers?phone=13800001234"), host.GetAsync("/customers?name=王小明"), host.GetAsync("/customers?email=ming@example.com")),
            found => Assert.Empty(found.Items));

        var again = await host.PostAsync("/records", """{"source": "sales:1001", "name": "王小明", "phones": ["138 0000 1234"]}""");
        again.IsProblem(
            HttpStatusCode.Gone,
            "Record sales:1001 cannot be registered: its personal data was erased. Register a person who comes again with a new record key.",
            "erased-stays-erased");

        var back = await host.RegisterAsync("sales:2002", "王小明");
        Assert.NotEqual(customer, back);
        Assert.Equal(back, (string?)Assert.Single((await host.GetAsync("/customers?phone=13800001234")).Items)["id"]);
    }

    [Fact]
    public async Task An_event_of_an_erased_record_is_not_stored()
    {
        var customer = await host.RegisterAsync("sales:1001", "王小明");
        await host.DeleteAsync($"/customers/{customer}?by=dpo&why=request-117");

        var answer = await host.PostAsync("/events", $"[{TestHost.Visit("V-1", "sales:1001", "2026-10-01T09:00:00Z")}]");

        Assert.Equal("""[{"source":"workshop:V-1","result":"Erased"}]""", answer.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?by=dpo")]
    [InlineData("?by=dpo&why=%20")]
    public async Task An_erasure_needs_an_author_and_a_reason(string query)
    {
        var customer = await host.RegisterAsync("sales:1001", "王小明");

        Assert.Equal(HttpStatusCode.BadRequest, (await host.DeleteAsync($"/customers/{customer}{query}")).Status);
        Assert.Single((await host.GetAsync("/customers?phone=13800001234")).Items);
    }
}
