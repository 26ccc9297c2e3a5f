using System.Diagnostics;
using Markdig;
using Markdig.Syntax;

namespace AutoCrm.WebHost.Tests;

/// <summary>Runs every command of <c>docs/web.md</c> against a server on a loopback port, and compares what it answers with what the page says.</summary>
public sealed class WalkThroughTests
{
    private const string PageAddress = "localhost:5000";

    [Fact]
    public async Task Every_command_of_the_page_answers_what_the_page_says()
    {
        Assert.SkipUnless(HasCurl || Environment.GetEnvironmentVariable("AUTOCRM_REQUIRE_SERVERS") == "1", "There is no sh or no curl, with which the page is written.");
        await using var host = new TestHost();
        host.UseKestrel(0);
        host.StartServer();
        var address = host.ClientOptions.BaseAddress.Authority;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var steps = ReadSteps();

        foreach (var (line, command, expected) in steps)
        {
            var printed = await RunAsync(command.Replace(PageAddress, address, StringComparison.Ordinal), names);
            if (ExpectedAnswer.FindDifference(expected, printed, names) is { } difference)
            {
                Assert.Fail($"docs/web.md({line}): {command}\nprints\n{printed}\n{difference}");
            }
        }

        Assert.True(steps.Count >= 12, "The page leaves endpoints out.");
    }

    private static bool HasCurl => ((string[])["sh", "curl"]).All(
        program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))));

    /// <summary>The commands of the page that call the host, each with the block that follows it.</summary>
    private static List<(int Line, string Command, string Expected)> ReadSteps()
    {
        var page = Markdown.Parse(File.ReadAllText(Path.Combine(FindRoot(), "docs", "web.md")));
        var fences = page.OfType<FencedCodeBlock>().ToList();
        return
        [
            .. fences.Zip(fences.Skip(1))
                .Where(pair => pair.First.Info == "sh" && pair.First.Lines.ToString().Contains(PageAddress, StringComparison.Ordinal))
                .Select(pair => (pair.First.Line + 1, pair.First.Lines.ToString(), pair.Second.Lines.ToString())),
        ];
    }

    private static async Task<string> RunAsync(string command, Dictionary<string, string> variables)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command}\nends with {process.ExitCode}: {await errors}");
        return printed;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AutoCrm.Core.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository.");
        }

        return folder.FullName;
    }
}
