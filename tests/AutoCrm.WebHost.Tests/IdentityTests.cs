using System.Net;

namespace AutoCrm.WebHost.Tests;

public sealed class IdentityTests : IAsyncDisposable
{
    private readonly TestHost host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_merge_is_undone()
    {
        var (survivor, absorbed) = (await host.RegisterAsync("sales:1", "王小明"), await host.RegisterAsync("app:2", "Ming", "139 0000 9999"));

        var merge = await MergeAsync(survivor, absorbed);
        Assert.Equal((survivor, absorbed), (merge.Get("customer"), merge.Get("other")));
        Assert.Equal(survivor, (string?)(await host.GetAsync($"/customers/{absorbed}")).Body!["customer"]!["id"]);
        Assert.Equal(2, (await host.GetAsync($"/customers/{survivor}")).Body!["records"]!.AsArray().Count);

        var undone = await UndoAsync(merge.Get("id"));
        Assert.Equal((HttpStatusCode.OK, absorbed), (undone.Status, undone.Get("customer")));
        Assert.Equal(absorbed, (string?)(await host.GetAsync($"/customers/{absorbed}")).Body!["customer"]!["id"]);

        (await UndoAsync(merge.Get("id"))).IsProblem(
            HttpStatusCode.Conflict, $"Customer {absorbed} is not merged; the merge {merge.Get("id")} is already undone.", "unmerge-once");
    }

    [Fact]
    public async Task What_cannot_be_merged_is_refused_by_its_rule()
    {
        var (survivor, absorbed) = (await host.RegisterAsync("sales:1", "王小明"), await host.RegisterAsync("app:2", "Ming", "139 0000 9999"));
        await MergeAsync(survivor, absorbed);

        var again = await MergeAsync(survivor, absorbed);
        Assert.Equal((HttpStatusCode.Conflict, "merged-elsewhere"), (again.Status, again.Get("rule")));
        var unknown = await MergeAsync(survivor, "0190f3a2-7c1e-7b44-9c53-5b1f2a4e6d10");
        Assert.Equal((HttpStatusCode.NotFound, "customer-exists"), (unknown.Status, unknown.Get("rule")));
        var noMerge = await UndoAsync("0190f3a2-7c1e-7b44-9c53-5b1f2a4e6d10");
        Assert.Equal((HttpStatusCode.Conflict, "unmerge-needs-merge"), (noMerge.Status, noMerge.Get("rule")));
    }

    private Task<Answer> MergeAsync(string survivor, string absorbed) =>
        host.PostAsync($"/customers/{survivor}/merge", $$"""{"absorbed": "{{absorbed}}", "by": "liu.wei", "why": "showed the app at the desk"}""");

    private Task<Answer> UndoAsync(string merge) => host.PostAsync($"/merges/{merge}/undo", """{"by": "liu.wei", "why": "it was his brother's phone"}""");
}
