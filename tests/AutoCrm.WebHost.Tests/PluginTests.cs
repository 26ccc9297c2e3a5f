using System.Net;
using CoffeeCorner;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.WebHost.Tests;

public sealed class PluginTests : IAsyncDisposable
{
    private readonly TestHost host = new() { Configure = services => services.AddAutoCrm(crm => crm.AddPlugin<CoffeeCornerPlugin>()) };

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_event_of_a_plugin_goes_in_and_comes_out_with_its_members()
    {
        var customer = await host.RegisterAsync("corner:1", "王小明");
        await host.AppendAsync(
            """{"kind": "coffee_taken", "source": "corner:C-1", "record": "corner:1", "occurredAt": "2026-11-24T08:00:00Z", "payload": {"blend": "Yunnan", "size": 1, "cups": 2}}""");

        var profile = (await host.GetAsync($"/customers/{customer}")).Body!;

        var cup = Assert.Single(profile["history"]!["events"]!.AsArray())!;
        Assert.Equal(("coffee_taken", "Yunnan", 2), ((string?)cup["kind"], (string?)cup["payload"]!["blend"], (int?)cup["payload"]!["cups"]));
        Assert.Equal(2, (int?)profile["assessment"]!["sections"]!["coffee.habit"]!["cups"]);
    }

    [Fact]
    public async Task The_reasons_of_a_plugin_are_in_its_words()
    {
        var customer = await host.RegisterAsync("corner:1", "王小明");
        await host.AppendAsync("""{"kind": "coffee_taken", "source": "corner:C-1", "record": "corner:1", "occurredAt": "2026-11-24T08:00:00Z"}""");

        var english = await host.GetAsync($"/customers/{customer}/explanation");
        var chinese = await host.GetAsync($"/customers/{customer}/explanation?culture=zh-CN");

        Assert.Equal((HttpStatusCode.OK, "CoffeeRegular"), (english.Status, english.Get("stage")));
        Assert.DoesNotContain("coffee_taken", english.Text, StringComparison.Ordinal);
        Assert.Contains("咖啡", chinese.Get("stageReason"), StringComparison.Ordinal);
    }
}
