using System.Text.Json;
using NodaTime;
using QuickStart.Report;

namespace AutoCrm.Tests.QuickStart;

public sealed class ReportFileTests(Reports reports)
{
    private const long Megabyte = 1_000_000;

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task A_report_of_2000_customers_is_at_most_3_megabytes(string culture) =>
        Assert.InRange(new FileInfo(await reports.PathAsync(culture)).Length, Megabyte, 3 * Megabyte);

    [Fact]
    public async Task A_report_of_any_number_of_customers_and_events_is_at_most_8_megabytes_and_says_what_is_left_out()
    {
        var path = await reports.LargePathAsync();
        Assert.InRange(new FileInfo(path).Length, 4 * Megabyte, 8 * Megabyte);
        var page = await Reports.ParseAsync(path);
        Assert.Matches(@"^[\d,]+ of 1,729 customers with their details", page.QuerySelector("#all .lead")!.TextContent);
        Assert.Contains("The 40 largest of 120 outlets", page.QuerySelector("#outlets .lead")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The 15 largest of 30 systems", page.QuerySelector("#overlap .lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Other outlets", page.QuerySelector("#outlets tbody tr:last-child th")!.TextContent);
    }

    [Fact]
    public async Task The_report_needs_no_network_and_lists_customers_as_customers_csv_has_them()
    {
        var page = await Reports.ParseAsync(await reports.PathAsync("en"));
        Assert.Empty(page.QuerySelectorAll("[src], link, iframe, a[href^=http]"));
        using var embedded = JsonDocument.Parse(page.QuerySelector("script#customers")!.TextContent);
        var texts = embedded.RootElement.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
        var all = reports.Csv("en", "customers.csv").ToDictionary(customer => (string)customer["customer_id"]);
        var customers = embedded.RootElement.GetProperty("customers").EnumerateArray().ToList();
        Assert.Equal(new ReportLimits().Customers, customers.Count);
        Assert.All(customers, customer =>
        {
            var row = all[customer.GetProperty("id").GetString()!];
            Assert.Equal(((string)row["stage"]).ToUpperInvariant(), texts[customer.GetProperty("stage").GetInt32()].Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant());
            Assert.Equal(row["tier_reason"], Say(customer.GetProperty("why").EnumerateArray().Last(), texts));
            Assert.Equal(row["stage_reason"], Say(customer.GetProperty("path").EnumerateArray().Last()[2], texts));
        });
    }

    [Fact]
    public async Task The_outlets_of_the_report_hold_each_customer_once()
    {
        var page = await Reports.ParseAsync(await reports.PathAsync("en"));
        var rows = page.QuerySelectorAll("#outlets tbody tr").ToList();
        var customers = rows.Sum(row => int.Parse(row.QuerySelector("td")!.GetAttribute("data-sort")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(reports.Csv("en", "customers.csv").Count, customers);
        Assert.All(rows, row => Assert.Equal(
            row.QuerySelector("td")!.TextContent,
            row.QuerySelectorAll(".counts-list b").Sum(count => int.Parse(count.TextContent, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)).ToString("N0", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("Future value 3054.50 CNY: 10 a year, kept at a rate of 0.40, from 2024-02-29 on.")]
    [InlineData("Nothing to see.")]
    [InlineData("§ and ¤ are kept, with 12 and 2020-01-01.")]
    [InlineData("0012 and 2020-13-45 are numbers.")]
    public void A_sentence_is_kept_as_it_is(string sentence)
    {
        var table = new SentenceTable(JsonSerializerOptions.Default);
        using var reference = JsonDocument.Parse(JsonSerializer.Serialize(table.Sentence(sentence)));
        Assert.Equal(sentence, Say(reference.RootElement, table.Texts));
        table.Sentence(sentence.Replace("3054.50", "1.00", StringComparison.Ordinal));
        Assert.InRange(table.Texts.Count, 0, 1);
    }

    private static string Say(JsonElement reference, IReadOnlyList<string> texts)
    {
        if (reference.ValueKind != JsonValueKind.Array)
        {
            return reference.ValueKind == JsonValueKind.String ? reference.GetString()! : texts[reference.GetInt32()];
        }

        var next = 1;
        return string.Concat(texts[reference[0].GetInt32()].Select(letter => letter switch
        {
            '§' => new LocalDate(1970, 1, 1).PlusDays(reference[next++].GetInt32()).ToString("uuuu-MM-dd", null),
            '¤' => reference[next++].ToString(),
            _ => letter.ToString(),
        }));
    }
}
