using AutoCrm.Docs.Tests;

[assembly: AssemblyFixture(typeof(AutoCrm.Packages.Tests.PackedPackages))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace AutoCrm.Packages.Tests;

/// <summary>The packages of the repository, packed once per test run, and a place outside the repository where projects use them.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    /// <summary>The version of the packed packages, which is never published.</summary>
    public const string Version = "0.1.0-test";

    /// <summary>What the packages are told about where they come from.</summary>
    public const string ProjectUrl = "https://example.org/autocrm";

    private static readonly string MachinePackages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private readonly string root = Directory.CreateTempSubdirectory("autocrm-packages-").FullName;

    /// <summary>The ids of all packages, by the folders of their projects.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Pages.Root, "src")).SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj")).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    /// <summary>The folder of the packages.</summary>
    public string Folder => Path.Combine(root, "packages");

    /// <summary>Where the projects that use them are.</summary>
    public string Projects => Path.Combine(root, "projects");

    /// <summary>Keeps the packages out of the folder that the machine shares; everything else is taken from there.</summary>
    public IReadOnlyDictionary<string, string> RestoreEnvironment => new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(root, "restored") };

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Projects);
        await DotnetCommand.RunAsync(
            Pages.Root, null, "pack", "AutoCrm.Core.sln", "-c", "Release", "-o", Folder, "-v", "quiet", "-nodeReuse:false", "--no-restore",
            "-p:VersionSuffix=test", $"-p:ProjectUrl={ProjectUrl}", "-p:ContinuousIntegrationBuild=true");
        await File.WriteAllTextAsync(Path.Combine(root, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Folder}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{MachinePackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>The opened package.</summary>
    public Package Open(string id) => new(Path.Combine(Folder, $"{id}.{Version}.nupkg"));

    /// <summary>Runs <c>dotnet</c> in a folder of <see cref="Projects"/>.</summary>
    public Task<string> DotnetAsync(string folder, params string[] arguments) => DotnetCommand.RunAsync(Path.Combine(Projects, folder), RestoreEnvironment, arguments);

    /// <summary>Writes a file of a project.</summary>
    public async Task WriteAsync(string folder, string file, string text)
    {
        Directory.CreateDirectory(Path.Combine(Projects, folder));
        await File.WriteAllTextAsync(Path.Combine(Projects, folder, file), text);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
