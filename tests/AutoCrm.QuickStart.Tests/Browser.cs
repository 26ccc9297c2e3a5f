using AutoCrm.Tests.QuickStart;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace AutoCrm.Tests.QuickStart;

/// <summary>The Chromium of the machine, without a window.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly Lazy<Task<IBrowser>> browser = new(StartAsync);
    private static IPlaywright? playwright;

    /// <summary>Opens a page and collects its errors. Where there is no browser the test is skipped, or fails if servers are required.</summary>
    public async Task<ReportPage> OpenAsync(string path, ColorScheme scheme, int width)
    {
        var context = await (await browser.Value).NewContextAsync(
            new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        var page = new ReportPage(await context.NewPageAsync());
        await page.Page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await browser.Value).DisposeAsync();
        }

        playwright?.Dispose();
    }

    private static async Task<IBrowser> StartAsync()
    {
        var executable = Find();
        if (executable is null)
        {
            const string Missing = "No Chromium was found on the PATH to drive the report in; install one, such as Debian's package chromium.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("AUTOCRM_REQUIRE_SERVERS") == "1", Missing);
            Assert.Fail(Missing);
        }

        playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = ["--no-sandbox"] });
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names, (folder, name) => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}

/// <summary>A report in the browser.</summary>
public sealed class ReportPage : IAsyncDisposable
{
    private readonly List<string> errors = [];

    public ReportPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => errors.AddRange(message.Type is "error" or "warning" ? [message.Text] : (string[])[]);
        page.PageError += (_, error) => errors.Add(error);
        page.RequestFailed += (_, request) => errors.Add(request.Url);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, of the script, and of requests.</summary>
    public IReadOnlyList<string> Errors => errors;

    /// <summary>The texts of the first cells of a table, from its first row on.</summary>
    public async Task<IReadOnlyList<string>> ColumnAsync(string table, string cell) => await Page.Locator($"{table} tbody tr {cell}").AllInnerTextsAsync();

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
