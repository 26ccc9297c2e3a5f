using System.Globalization;
using Microsoft.Playwright;
using QuickStart.Texts;

namespace AutoCrm.Tests.QuickStart;

public sealed class ReportPageTests(Reports reports, Browser browser)
{
    public static TheoryData<string, ColorScheme, int> Views => new(
        new[] { "en", "zh-CN" }.SelectMany(_ => new[] { ColorScheme.Light, ColorScheme.Dark }, (culture, scheme) => (culture, scheme))
            .SelectMany(_ => new[] { 1400, 400 }, (view, width) => (view.culture, view.scheme, width)));

    [Theory]
    [MemberData(nameof(Views))]
    public async Task The_report_is_legible_and_accessible_from_the_first_line_to_the_last(string culture, ColorScheme scheme, int width)
    {
        await using var report = await browser.OpenAsync(await reports.PathAsync(culture), scheme, width);
        await AssertSoundAsync(report);
        await report.Page.Locator("#attention-table tbody tr button.name").First.ClickAsync();
        await AssertSoundAsync(report);
        Assert.Empty(report.Errors);
    }

    [Theory]
    [InlineData("en", 1400)]
    [InlineData("zh-CN", 400)]
    public async Task Customers_can_be_sorted_searched_filtered_and_opened(string culture, int width)
    {
        await using var report = await browser.OpenAsync(await reports.PathAsync(culture), ColorScheme.Light, width);
        var page = report.Page;
        var all = page.Locator("#all-table");

        await all.Locator("thead [data-key=past] button").ClickAsync();
        Assert.Equal("ascending", await all.Locator("thead [data-key=past]").GetAttributeAsync("aria-sort"));
        var ascending = await NumbersAsync(report, "td:nth-child(6)");
        Assert.Equal(ascending.Order(), ascending);
        await all.Locator("thead [data-key=past] button").ClickAsync();
        var descending = await NumbersAsync(report, "td:nth-child(6)");
        Assert.Equal(descending.OrderDescending(), descending);
        Assert.True(descending[0] > ascending[0]);

        await page.Locator("#outlets thead th").Last.Locator("button").ClickAsync();
        var outlets = (await report.ColumnAsync("#outlets", "td:last-child")).Select(Number).ToList();
        Assert.Equal(outlets.Order(), outlets);

        var name = (await report.ColumnAsync("#all-table", "button.name"))[0];
        await page.FillAsync("#search", name);
        var found = await report.ColumnAsync("#all-table", "button.name");
        Assert.Contains(name, found);
        Assert.True(Number(await page.InnerTextAsync("#found")) < 20);
        await page.FillAsync("#search", "no customer has this name");
        Assert.Equal(0, await all.Locator("tbody tr").CountAsync());
        await page.FillAsync("#search", "");

        await page.SelectOptionAsync("#tier", "B");
        Assert.All(await report.ColumnAsync("#all-table", "td:nth-child(8)"), tier => Assert.Equal("B", tier.Trim()));
        await page.SelectOptionAsync("#stage", culture == "en" ? "At risk" : "流失风险");
        Assert.All(await report.ColumnAsync("#all-table", "td:nth-child(3)"), stage => Assert.Equal(culture == "en" ? "At risk" : "流失风险", stage.Trim()));
        Assert.NotEqual(0, await all.Locator("tbody tr").CountAsync());

        var listed = await page.Locator("#attention-table tbody tr").CountAsync();
        await page.Locator("#attention .more button").ClickAsync();
        Assert.True(await page.Locator("#attention-table tbody tr").CountAsync() > listed);

        var opened = (await report.ColumnAsync("#attention-table", "button.name"))[1];
        await page.Locator("#attention-table tbody tr").Nth(1).Locator("button.name").PressAsync("Enter");
        Assert.StartsWith(opened, await page.InnerTextAsync("#customer-name"), StringComparison.Ordinal);
        Assert.NotEqual(0, await page.Locator("dialog .path li").CountAsync());
        Assert.NotEqual(0, await page.Locator("dialog table tbody tr").CountAsync());
        await page.Locator("dialog .close").ClickAsync();
        Assert.False(await page.Locator("dialog").IsVisibleAsync());
        Assert.Empty(report.Errors);
    }

    [Fact]
    public async Task A_customer_needing_attention_is_listed_with_phone_outlet_adviser_car_and_a_sentence()
    {
        await using var report = await browser.OpenAsync(await reports.PathAsync("en"), ColorScheme.Light, 1400);
        Assert.NotEqual(0, await report.Page.Locator("#attention-table tbody tr").CountAsync());
        Assert.All(await report.ColumnAsync("#attention-table", "td:nth-child(2)"), phone => Assert.Matches(@"^\+\d{8,15}$", phone.Trim()));
        foreach (var column in new[] { 3, 4, 5 })
        {
            Assert.All(await report.ColumnAsync("#attention-table", $"td:nth-child({column})"), text => Assert.NotEqual("", text.Trim()));
        }

        Assert.All(await report.ColumnAsync("#attention-table", "td:nth-child(6)"), why => Assert.Matches(@"^(At risk|Ready for the next car).*\d{4}-\d\d-\d\d.*\.$", why.ReplaceLineEndings(" ").Trim()));
    }

    [Fact]
    public async Task A_link_to_a_customer_opens_it()
    {
        var path = await reports.PathAsync("en");
        await using var report = await browser.OpenAsync(path, ColorScheme.Light, 1400);
        var id = await report.Page.EvaluateAsync<string>("customers[3].id");
        await report.Page.EvaluateAsync("id => location.hash = id", id);
        await report.Page.Locator("dialog .id", new() { HasTextString = id }).WaitForAsync();
    }

    [Fact]
    public async Task The_Chinese_report_says_nothing_in_English()
    {
        await using var report = await browser.OpenAsync(await reports.PathAsync("zh-CN"), ColorScheme.Light, 1400);
        await report.Page.Locator("#attention-table tbody tr button.name").First.ClickAsync();
        var visible = await report.Page.EvaluateAsync<string>("document.body.innerText + document.title + [...document.querySelectorAll('[aria-label], [placeholder]')].map(e => e.getAttribute('aria-label') + e.placeholder).join()");
        var names = Wording.Resources.GetResourceSet(CultureInfo.InvariantCulture, true, false)!.Cast<System.Collections.DictionaryEntry>();
        var english = names.Where(text => Wording.Chinese[(string)text.Key] != (string)text.Value!).Select(text => ((string)text.Value!).Split('{')[0].Trim()).Where(text => text.Length > 3 && text.Contains(' ', StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(english.Count > 60);
        Assert.DoesNotContain(english, text => visible.Contains(text, StringComparison.Ordinal));
        Assert.Contains("需要关注的客户", visible, StringComparison.Ordinal);
        Assert.DoesNotMatch("[a-z]{4,} (?:by|on|without|since|the) ", visible);
        Assert.Equal("zh-CN", await report.Page.GetAttributeAsync("html", "lang"));
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1400)]
    [InlineData(ColorScheme.Dark, 400)]
    public async Task A_report_of_more_than_it_holds_is_as_legible(ColorScheme scheme, int width)
    {
        await using var report = await browser.OpenAsync(await reports.LargePathAsync(), scheme, width);
        await AssertSoundAsync(report);
        Assert.Contains($"the {LargeInput.Outlets}", (await report.Page.InnerTextAsync("#outlets")).Replace("of ", "the ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"of {LargeInput.Systems} systems", await report.Page.InnerTextAsync("#overlap"), StringComparison.Ordinal);
        Assert.Contains("All are in customers.csv.", await report.Page.InnerTextAsync("#all"), StringComparison.Ordinal);
        await report.Page.EvaluateAsync("open(customers.find(c => c.allEvents > 10000))");
        await AssertSoundAsync(report);
        Assert.Contains("60 of 20,000 are shown; the store (crm.db) holds all of them.", await report.Page.InnerTextAsync("dialog"), StringComparison.Ordinal);
        Assert.Empty(report.Errors);
    }

    private static async Task AssertSoundAsync(ReportPage report)
    {
        foreach (var check in new[] { PageChecks.Overflow, PageChecks.Texts, PageChecks.Accessibility, PageChecks.Contrast })
        {
            Assert.Empty(await report.Page.EvaluateAsync<string[]>(check));
        }
    }

    private static async Task<IReadOnlyList<decimal>> NumbersAsync(ReportPage report, string cell) => [.. (await report.ColumnAsync("#all-table", cell)).Select(Number)];

    private static decimal Number(string text) =>
        decimal.Parse(string.Concat(text.Where(letter => char.IsAsciiDigit(letter) || letter == '-')), CultureInfo.InvariantCulture);
}
