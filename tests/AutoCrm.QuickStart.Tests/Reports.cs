using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AutoCrm.Tests.QuickStart;

[assembly: AssemblyFixture(typeof(Reports))]

namespace AutoCrm.Tests.QuickStart;

/// <summary>The reports that the tests read, each made once: of 2,000 customers in both languages, and of more than a report holds.</summary>
public sealed class Reports : IDisposable
{
    private readonly QuickStartProcess sample = new();
    private readonly Lazy<Task<QuickStartResult>> english;
    private readonly Lazy<Task<QuickStartResult>> chinese;
    private readonly Lazy<Task<QuickStartResult>> large;

    public Reports()
    {
        english = new(() => sample.RunAsync("--output", "en"));
        chinese = new(() => AfterEnglishAsync("--output", "zh-CN", "--culture", "zh-CN"));
        large = new(() => LargeInput.RunAsync(sample));
    }

    /// <summary>The result of the run in a culture.</summary>
    public Task<QuickStartResult> RunAsync(string culture) => culture == "en" ? english.Value : chinese.Value;

    /// <summary>The path of the report in a culture.</summary>
    public async Task<string> PathAsync(string culture)
    {
        Assert.Equal(0, (await RunAsync(culture)).ExitCode);
        return sample.PathOf(culture, "report.html");
    }

    /// <summary>The path of the report of more than a report holds.</summary>
    public async Task<string> LargePathAsync()
    {
        Assert.Equal(0, (await large.Value).ExitCode);
        return sample.PathOf("large", "report.html");
    }

    /// <summary>A file that a run wrote.</summary>
    public IReadOnlyList<IDictionary<string, object>> Csv(params string[] parts) => sample.Csv(parts);

    /// <summary>The markup of a report.</summary>
    public static async Task<IHtmlDocument> ParseAsync(string path) => await new HtmlParser().ParseDocumentAsync(await File.ReadAllTextAsync(path));

    public void Dispose() => sample.Dispose();

    private async Task<QuickStartResult> AfterEnglishAsync(params string[] arguments)
    {
        await english.Value;
        return await sample.RunAsync(["--input", sample.PathOf("en", "data"), "--store", sample.PathOf("en", "crm.db"), "--as-of", "2026-11-01", .. arguments]);
    }
}
