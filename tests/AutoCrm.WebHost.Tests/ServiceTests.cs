using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace AutoCrm.WebHost.Tests;

public sealed partial class ServiceTests
{
    [Fact]
    public async Task The_host_is_healthy()
    {
        await using var host = new TestHost();

        var health = await host.GetAsync("/health");

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (health.Status, health.Text));
    }

    [Fact]
    public async Task Messages_that_nothing_takes_are_seen_in_its_health()
    {
        await using var host = new TestHost();
        await host.RegisterAsync("sales:1001", "王小明");

        host.Clock.AdvanceMinutes(6);

        Assert.Equal("Degraded", (await host.GetAsync("/health")).Text);
    }

    [Fact]
    public async Task The_document_describes_every_endpoint()
    {
        await using var host = new TestHost();

        var document = (await host.GetAsync("/openapi/v1.json")).Body!;

        Assert.Equal(
            [
                "/at-risk", "/customers", "/customers/{id}", "/customers/{id}/explanation", "/customers/{id}/export", "/customers/{id}/merge", "/events",
                "/merges/{decision}/undo", "/records",
            ],
            document["paths"]!.AsObject().Select(path => path.Key).Order(StringComparer.Ordinal));
        var id = document["paths"]!["/customers/{id}"]!["get"]!["parameters"]!.AsArray().Single(parameter => (string?)parameter!["name"] == "id")!;
        Assert.Equal(("string", "uuid"), ((string?)id["schema"]!["type"], (string?)id["schema"]!["format"]));
    }

    [Fact]
    public async Task The_sample_starts_with_nothing_but_a_folder_for_its_file()
    {
        var folder = Directory.CreateTempSubdirectory("autocrm-webhost-").FullName;
        var start = new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "WebHost.dll"), "--urls", "http://127.0.0.1:0", "--contentRoot", folder, "--Logging:LogLevel:Microsoft.Hosting", "Information"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            string? address = null;
            while (address is null && await process.StandardOutput.ReadLineAsync() is { } line)
            {
                address = Address().Match(line) is { Success: true } match ? match.Value : null;
            }

            using var client = new HttpClient { BaseAddress = new Uri(address!) };
            Assert.Equal("Healthy", await client.GetStringAsync("/health"));
            Assert.True(File.Exists(Path.Combine(folder, "crm.db")));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
