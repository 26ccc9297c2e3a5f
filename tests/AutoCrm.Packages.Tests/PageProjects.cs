using System.Xml.Linq;
using AutoCrm.Docs.Tests;

namespace AutoCrm.Packages.Tests;

/// <summary>
/// A project outside the repository per set of packages that a page tells its reader to add, all built at once. The program of a page that is run is the
/// program of its project.
/// </summary>
public sealed class PageProjects(PackedPackages packages) : IAsyncLifetime
{
    /// <summary>What the packages of .NET are asked for in, which is what those of AutoCrm ask for at least.</summary>
    private const string Floor = "10.0.0";

    private static readonly Dictionary<string, string> Versions = XDocument.Load(Path.Combine(Pages.Root, "Directory.Packages.props"))
        .Descendants("PackageVersion").Where(package => package.Attribute("Include") is not null)
        .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

    /// <summary>The blocks of all pages that are compiled, each with the name of its project.</summary>
    public static ILookup<string, CodeBlock> Blocks { get; } = Pages.All
        .SelectMany(page => Pages.Blocks(page, "csharp"))
        .Where(block => !block.IsExcerpt)
        .ToLookup(NameOf);

    /// <summary>The name of the project of a block.</summary>
    public static string NameOf(CodeBlock block) =>
        string.Join('+', PackagesOf(block)) + (block.IsExample ? $"+{Path.GetFileNameWithoutExtension(block.Page)}-{block.Line}" : "") + (UsesSample(block) ? "+CoffeeCorner" : "");

    public async ValueTask InitializeAsync()
    {
        foreach (var project in Blocks)
        {
            await WriteAsync(project.Key, PackagesOf(project.First()), project.SingleOrDefault(block => block.IsExample)?.Text ?? "", UsesSample(project.First()));
        }

        foreach (var id in PackedPackages.Ids.Where(id => id != "AutoCrm.Templates"))
        {
            await WriteAsync(id, [id], "", withSample: false);
        }

        var paths = Directory.EnumerateFiles(packages.Projects, "*.page.csproj", SearchOption.AllDirectories).Select(file => $"""<Project Path="{file}" />""");
        await packages.WriteAsync(".", "pages.slnx", $"<Solution>{string.Concat(paths)}</Solution>");
        await packages.DotnetAsync(".", "build", "pages.slnx", "-v", "quiet", "-nodeReuse:false");
    }

    /// <summary>The assemblies that code in a project is compiled against.</summary>
    public IReadOnlyList<string> ReferencesOf(string project) => File.ReadAllLines(Path.Combine(packages.Projects, project, "references.txt"));

    /// <summary>What its program prints.</summary>
    public Task<string> RunAsync(string project) => packages.DotnetAsync(project, "exec", "bin/Debug/net10.0/page.dll");

    /// <summary>How many packages its host gets.</summary>
    public int PackagesRestoredFor(string project) =>
        File.ReadAllText(Path.Combine(packages.Projects, project, "obj", "project.assets.json")).Split("\"type\": \"package\",\n      \"path\"").Length - 1;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static List<string> PackagesOf(CodeBlock block)
    {
        // The readme of a package needs no line that says so.
        var ofReadme = block.Page.StartsWith("src/", StringComparison.Ordinal) ? [block.Page.Split('/')[1]] : Array.Empty<string>();
        return [.. ofReadme.Union(Pages.PackagesBefore(block.Page, block.Line)).Order(StringComparer.Ordinal)];
    }

    private static bool UsesSample(CodeBlock block) => block.Text.Contains("using CoffeeCorner;", StringComparison.Ordinal);

    private async Task WriteAsync(string folder, IEnumerable<string> ids, string program, bool withSample)
    {
        var references = ids.Select(id => $"""<PackageReference Include="{id}" Version="{VersionOf(id)}" />""");
        var sample = withSample ? $"""<Compile Include="{Pages.Root}/samples/CoffeeCorner/*.cs" /><EmbeddedResource Include="{Pages.Root}/samples/CoffeeCorner/*.resx" LogicalName="CoffeeCorner.%(Filename).resources" />""" : "";
        await packages.WriteAsync(folder, $"{folder}.page.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <AssemblyName>page</AssemblyName>
                <OutputType>{(program.Length == 0 ? "Library" : "Exe")}</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>{string.Concat(references)}{sample}</ItemGroup>
              <Target Name="WriteReferences" AfterTargets="Build">
                <WriteLinesToFile File="references.txt" Lines="@(ReferencePathWithRefAssemblies);@(IntermediateAssembly->'%(FullPath)')" Overwrite="true" />
              </Target>
            </Project>
            """);
        await packages.WriteAsync(folder, "Program.cs", program);
    }

    private static string VersionOf(string id) =>
        id.StartsWith("AutoCrm.", StringComparison.Ordinal) ? PackedPackages.Version
        : id.StartsWith("Microsoft.", StringComparison.Ordinal) ? Floor
        : Versions[id];
}
