using System.Net;

namespace AutoCrm.WebHost.Tests;

public sealed class LookupTests : IAsyncDisposable
{
    private readonly TestHost host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("phone=13800001234")]
    [InlineData("phone=%2B86%20138-0000-1234")]
    [InlineData("email=Ming%40Example.COM")]
    [InlineData("vin=LSVAA49J132047371")]
    [InlineData("plate=%E6%B2%AAA12345")]
    [InlineData("name=%E7%8E%8B%E5%B0%8F")]
    [InlineData("name=wang%20xiao")]
    public async Task A_customer_is_found_by_what_people_know(string query)
    {
        var customer = await host.RegisterAsync("sales:1001", "王小明", email: "ming@example.com");
        await host.RegisterAsync("sales:1002", "李华", "139 0000 1234", "hua@example.com");
        await host.AppendAsync(TestHost.Visit("V-1", "sales:1001", "2026-10-01T09:00:00Z"));
        await host.ImportPlateAsync("LSVAA49J132047371", "沪A·12345");

        var found = await host.GetAsync($"/customers?{query}");

        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Equal(customer, (string?)Assert.Single(found.Items)["id"]);
        Assert.Null(found.Body!["next"]);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        for (var i = 0; i < 5; i++)
        {
            await host.RegisterAsync($"sales:{i}", $"王小{"甲乙丙丁戊"[i]}", $"138 0000 000{i}");
        }

        var names = new List<string>();
        var pages = 0;
        for (string? next = ""; next is not null; pages++)
        {
            var page = await host.GetAsync($"/customers?name=王小&limit=2{(next.Length == 0 ? "" : $"&after={next}")}");
            names.AddRange(page.Items.Select(item => (string)item["name"]!["fullName"]!));
            next = (string?)page.Body!["next"];
        }

        Assert.Equal((3, 5), (pages, names.Distinct().Count()));
    }

    [Fact]
    public async Task A_page_of_another_list_is_refused()
    {
        for (var i = 0; i < 3; i++)
        {
            await host.RegisterAsync($"sales:{i}", $"王小{"甲乙丙"[i]}", $"138 0000 000{i}");
        }

        var next = (await host.GetAsync("/customers?name=王小&limit=1")).Get("next");

        (await host.GetAsync($"/customers?phone=13800001234&after={next}")).IsProblem(
            HttpStatusCode.BadRequest, $"'{next}' does not continue this list; expected the Next of one of its pages, with the same criteria and order.");
    }

    [Theory]
    [InlineData("", "The query is not clear; expected exactly one of phone, email, vin, plate and name.")]
    [InlineData("?phone=13800001234&name=wang", "The query is not clear; expected exactly one of phone, email, vin, plate and name.")]
    [InlineData("?phone=12", "'12' is not a phone number of CN; expected one such as 138 0000 1234 or +86 138 0000 1234.")]
    [InlineData("?email=nobody", "'nobody' is not an e-mail address; expected one such as name@example.com.")]
    [InlineData("?plate=---", "'---' is not a licence plate; expected letters or digits.")]
    public async Task What_cannot_be_looked_up_is_refused_with_the_sentence(string query, string sentence) =>
        (await host.GetAsync($"/customers{query}")).IsProblem(HttpStatusCode.BadRequest, sentence);

    [Theory]
    [InlineData("?vin=123")]
    [InlineData("?name=---")]
    [InlineData("?phone=13800001234&limit=0")]
    [InlineData("?phone=13800001234&limit=1001")]
    [InlineData("?phone=13800001234&limit=many")]
    public async Task Nonsense_is_a_bad_request(string query)
    {
        var answer = await host.GetAsync($"/customers{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.NotEmpty(answer.Get("detail"));
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
    }
}
