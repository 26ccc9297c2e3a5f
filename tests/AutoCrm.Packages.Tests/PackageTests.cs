using System.Buffers.Binary;
using AutoCrm.Docs.Tests;
using static AutoCrm.Tests.Snapshots;

namespace AutoCrm.Packages.Tests;

/// <summary>What every package must be before it may be published.</summary>
public sealed class PackageTests(PackedPackages packages)
{
    public static TheoryData<string> All => [.. PackedPackages.Ids];

    /// <summary>Those with an assembly; templates have none.</summary>
    public static TheoryData<string> Libraries => [.. PackedPackages.Ids.Where(id => id != "AutoCrm.Templates")];

    [Fact]
    public void Every_project_is_packed_and_nothing_else() => Assert.Equal(
        PackedPackages.Ids,
        Directory.EnumerateFiles(packages.Folder, "*.nupkg").Select(file => Path.GetFileName(file).Replace($".{PackedPackages.Version}.nupkg", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    /// <summary>A difference is a decision: every dependency and every floor is one that hosts get.</summary>
    [Fact]
    public Task Dependencies_are_those_decided_on() => Verify(string.Concat(PackedPackages.Ids.Select(id =>
        $"{id}\n{string.Concat(packages.Open(id).Dependencies.Select(dependency => $"  {dependency.Id} {dependency.Version}\n"))}")));

    [Theory]
    [MemberData(nameof(All))]
    public void Floors_of_NET_itself_are_10_0_0(string id) => Assert.All(
        packages.Open(id).Dependencies.Where(dependency => dependency.Id.StartsWith("Microsoft.", StringComparison.Ordinal) || dependency.Id.StartsWith("System.", StringComparison.Ordinal)),
        dependency => Assert.Equal("10.0.0", dependency.Version));

    [Theory]
    [MemberData(nameof(All))]
    public void Only_the_kits_need_a_test_framework(string id) => Assert.Equal(
        id == "AutoCrm.Testing", packages.Open(id).Dependencies.Any(dependency => dependency.Id.Contains("test", StringComparison.OrdinalIgnoreCase) || dependency.Id.Contains("xunit", StringComparison.Ordinal)));

    /// <summary>The two share internals, which have no compatibility promise.</summary>
    [Fact]
    public void The_adapter_asks_for_exactly_its_own_version_of_what_it_shares_internals_with() =>
        Assert.Contains(("AutoCrm.Storage.EntityFrameworkCore", $"[{PackedPackages.Version}]"), packages.Open("AutoCrm.Storage.Sqlite").Dependencies);

    [Theory]
    [MemberData(nameof(All))]
    public void The_page_of_a_package_says_what_it_is(string id)
    {
        var package = packages.Open(id);
        Assert.Equal("MIT", package["license"]);
        Assert.Equal("AutoCrm contributors", package["authors"]);
        Assert.Equal(PackedPackages.ProjectUrl, package["projectUrl"]);
        Assert.Equal(PackedPackages.ProjectUrl, package.Metadata.Elements().Single(element => element.Name.LocalName == "repository").Attribute("url")?.Value);
        Assert.StartsWith("The first version.", package["releaseNotes"], StringComparison.Ordinal);
        Assert.DoesNotContain("## ", package["releaseNotes"], StringComparison.Ordinal);
        Assert.EndsWith(".", package["description"], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_package_has_a_description_and_tags_of_its_own()
    {
        Assert.Distinct(PackedPackages.Ids.Select(id => packages.Open(id)["description"]));
        Assert.Distinct(PackedPackages.Ids.Select(id => packages.Open(id)["tags"]));
        Assert.All(PackedPackages.Ids, id => Assert.Contains("autocrm", packages.Open(id)["tags"]!.Split(' ')));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_package_has_a_readme_of_its_own(string id)
    {
        var package = packages.Open(id);
        Assert.Equal("README.md", package["readme"]);
        Assert.StartsWith($"# {id}\n", package.Text("README.md").ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("](docs/", package.Text("README.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_icon_is_a_square_picture(string id)
    {
        var package = packages.Open(id);
        var png = package.Bytes(package["icon"]!);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal(width, height);
        Assert.InRange(width, 128, 512);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_comes_with_its_documentation(string id)
    {
        var files = packages.Open(id).Files;
        Assert.Contains($"lib/net10.0/{id}.dll", files);
        Assert.Contains($"lib/net10.0/{id}.xml", files);
        Assert.DoesNotContain(files, file => file.EndsWith(".pdb", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_is_the_same_wherever_it_is_built(string id)
    {
        var symbols = new Package(Path.Combine(packages.Folder, $"{id}.{PackedPackages.Version}.snupkg"));
        Assert.True(packages.Open(id).IsDeterministic($"lib/net10.0/{id}.dll"));
        var sources = symbols.SourcesOf($"lib/net10.0/{id}.pdb");
        Assert.Contains(sources, source => source.StartsWith($"/_/src/{id}/", StringComparison.Ordinal));
        Assert.All(sources, source => Assert.StartsWith("/_/", source, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_of_packages_lists_them_all() =>
        Assert.Equal(PackedPackages.Ids.Order(StringComparer.Ordinal), PackageTable.Ids.Order(StringComparer.Ordinal));
}
