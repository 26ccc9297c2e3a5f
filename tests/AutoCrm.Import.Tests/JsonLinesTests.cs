using System.Text.Json;
using AutoCrm.SharedKernel;
using AutoCrm.SampleData;

namespace AutoCrm.Import.Tests;

public sealed class JsonLinesTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task Json_lines_and_csv_of_the_same_rows_give_the_same()
    {
        using var other = new Workplace();
        workplace.GenerateSampleData(new DealerGroupOptions { Customers = 60, BadRows = 0.05 });
        File.Copy(Path.Combine(workplace.Folder, "outlets.csv"), Path.Combine(other.Folder, "outlets.csv"), overwrite: true);
        foreach (var file in Directory.EnumerateFiles(workplace.Folder, "*.csv", SearchOption.AllDirectories).Where(file => !file.EndsWith("outlets.csv", StringComparison.Ordinal)))
        {
            other.Write(Path.ChangeExtension(Path.GetRelativePath(workplace.Folder, file), ".jsonl"), ToJsonLines(await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)));
        }

        var csv = await workplace.ImportAsync();
        var json = await other.ImportAsync();

        Assert.True(csv.Refused > 0);
        Assert.Equal((csv.Added, csv.Refused), (json.Added, json.Refused));
        Assert.Equal(workplace.Store.Events, other.Store.Events);
        Assert.Equal(workplace.Store.Vehicles, other.Store.Vehicles);
        Assert.Equal(workplace.Store.Records.Keys, other.Store.Records.Keys);
        Assert.All(workplace.Store.Records, pair => Assert.True(pair.Value.HasSameContentAs(other.Store.Records[pair.Key])));
        Assert.Equal(
            workplace.Problems.Select(problem => (problem.Column, problem.Value, problem.Reason)),
            other.Problems.Select(problem => (problem.Column, problem.Value, problem.Reason)));
    }

    [Fact]
    public async Task Numbers_booleans_null_and_unknown_members_are_taken()
    {
        workplace.Write("s/customers.jsonl", "\uFEFF{\"key\":\"1\",\"kind\":\"person\",\"marketing_consent\":true,\"name\":null}\r\n\n{\"kind\":\"person\",\"key\":2,\"shoe\":43.5}");

        Assert.Empty((await workplace.ImportAsync()).Failures);

        Assert.Empty(workplace.Problems);
        Assert.True(workplace.Store.Records[new SourceRef("s", "1")].MarketingConsent);
        Assert.Equal("43.5", workplace.Store.Records[new SourceRef("s", "2")].Attributes["shoe"]);
    }

    [Theory]
    [InlineData("{\"key\":\"1\",\"kind\":\"per", "not a JSON object")]
    [InlineData("[1,2]", "not a JSON object")]
    [InlineData("key,kind", "not a JSON object")]
    [InlineData("{\"key\":\"1\",\"kind\":\"person\"} {}", "not a JSON object")]
    [InlineData("{\"key\":\"1\",\"kind\":{\"a\":1}}", "is an object")]
    [InlineData("{\"key\":\"1\",\"kind\":[\"person\"]}", "is a list")]
    [InlineData("{\"key\":\"1\",\"key\":\"2\",\"kind\":\"person\"}", "twice")]
    [InlineData("{\"key\":\"\\ud800\",\"kind\":\"person\"}", "surrogate")]
    [InlineData("{\"\":\"1\",\"kind\":\"person\"}", "empty name")]
    [InlineData("{\"a\\u0000b\":\"1\",\"kind\":\"person\"}", "control character")]
    [InlineData("{\"kind\":\"person\"}", "missing")]
    public async Task A_line_that_cannot_be_used_is_refused_and_the_others_go_on(string line, string reason)
    {
        workplace.Write("s/customers.jsonl", $"{{\"key\":\"a\",\"kind\":\"person\"}}\n{line}\n{{\"key\":\"b\",\"kind\":\"person\"}}\n");

        Assert.Empty((await workplace.ImportAsync()).Failures);

        var problem = Assert.Single(workplace.Problems);
        Assert.Equal(2, problem.Line);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], workplace.Store.Records.Keys.Select(source => source.Key));
    }

    [Fact]
    public async Task A_line_that_is_not_UTF_8_or_never_ends_stops_the_file()
    {
        workplace.Write("s/customers.jsonl", [.. "{\"key\":\"1\",\"kind\":\"person\",\"name\":\""u8, 0xCD, 0xF5, .. "\"}\n"u8]);
        workplace.Write("t/customers.jsonl", "{\"key\":\"" + new string('1', 1 << 21));

        var report = await workplace.ImportAsync();

        Assert.Contains("Line 1 is not UTF-8", report.Failures[0].Message, StringComparison.Ordinal);
        Assert.Contains("longer than", report.Failures[1].Message, StringComparison.Ordinal);
    }

    private static string ToJsonLines(string[] csv)
    {
        var header = csv[0].Split(',');
        return string.Concat(csv.Skip(1).Select(line => JsonSerializer.Serialize(
            header.Zip(Split(line)).Where(pair => pair.Second.Length > 0).ToDictionary(pair => pair.First, pair => pair.Second)) + "\n"));
    }

    private static List<string> Split(string line)
    {
        var fields = new List<string> { "" };
        var quoted = false;
        foreach (var character in line)
        {
            if (character == ',' && !quoted)
            {
                fields.Add("");
            }
            else
            {
                quoted ^= character == '"';
                fields[^1] += character;
            }
        }

        return [.. fields.Select(field => field.StartsWith('"') ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field)];
    }
}
