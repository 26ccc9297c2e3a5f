using System.Text.Json;

namespace AutoCrm.Packages.Tests;

/// <summary>The templates, installed from their package and used as a reader would: created, built against the packed packages, and run.</summary>
public sealed class TemplateTests(PackedPackages packages, InstalledTemplates templates) : IClassFixture<InstalledTemplates>
{
    [Fact]
    public async Task The_host_says_where_a_customer_stands_and_why()
    {
        await templates.CreateAsync("autocrm-host", "Dealers.Crm");
        await packages.DotnetAsync("Dealers.Crm", "build", "-warnaserror", "-v", "quiet", "-nodeReuse:false");
        var printed = await packages.DotnetAsync("Dealers.Crm", "exec", "bin/Debug/net10.0/Dealers.Crm.dll");
        var again = await packages.DotnetAsync("Dealers.Crm", "exec", "bin/Debug/net10.0/Dealers.Crm.dll");

        Assert.Matches("^Ada Lovelace: Opportunity\\nFrom .+ to .+ by a test drive on .+\\.\\n$", printed.ReplaceLineEndings("\n"));
        Assert.StartsWith("Ada Lovelace: Opportunity", again, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(packages.Projects, "Dealers.Crm", "crm.db")));
    }

    [Fact]
    public async Task The_tests_of_the_plugin_pass()
    {
        await templates.CreateAsync("autocrm-plugin", "Tyres");
        await packages.DotnetAsync("Tyres", "build", "-warnaserror", "-v", "quiet", "-nodeReuse:false");
        var printed = await packages.DotnetAsync("Tyres", "exec", "Tyres.Tests/bin/Debug/net10.0/Tyres.Tests.dll");
        Assert.Contains("Total: 2, Errors: 0, Failed: 0", printed, StringComparison.Ordinal);
    }

    /// <summary>A bare <c>dotnet new</c> asks for the packages that the templates were packed with.</summary>
    [Fact]
    public void Templates_name_their_own_version()
    {
        var package = packages.Open("AutoCrm.Templates");
        Assert.Equal("Template", package.Metadata.Descendants().Single(element => element.Name.LocalName == "packageType").Attribute("name")?.Value);
        Assert.Empty(package.Dependencies);
        var configurations = package.Files.Where(file => file.EndsWith("template.json", StringComparison.Ordinal)).ToList();
        Assert.Equal(["content/host/.template.config/template.json", "content/plugin/.template.config/template.json"], configurations.Order(StringComparer.Ordinal));
        Assert.All(configurations, file => Assert.Equal(
            PackedPackages.Version, JsonDocument.Parse(package.Text(file)).RootElement.GetProperty("symbols").GetProperty("AutoCrmVersion").GetProperty("defaultValue").GetString()));
    }
}

/// <summary>The templates in a hive of their own, which the machine never sees.</summary>
public sealed class InstalledTemplates(PackedPackages packages) : IAsyncLifetime
{
    private string Hive => Path.Combine(packages.Projects, ".hive");

    public async ValueTask InitializeAsync() => await packages.DotnetAsync(
        ".", "new", "install", Path.Combine(packages.Folder, $"AutoCrm.Templates.{PackedPackages.Version}.nupkg"), "--debug:custom-hive", Hive);

    public async Task CreateAsync(string template, string name) => await packages.DotnetAsync(".", "new", template, "--output", name, "--debug:custom-hive", Hive);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
