using System.Globalization;
using AutoCrm.Docs.Tests;
using Microsoft.CodeAnalysis;

namespace AutoCrm.Packages.Tests;

/// <summary>What a reader copies from a page compiles in a project of the reader's, with the packages that the page has named above it and no other.</summary>
public sealed class PageTests(PackedPackages packages, PageProjects projects) : IClassFixture<PageProjects>
{
    public static TheoryData<string> Projects => [.. PageProjects.Blocks.Select(project => project.Key)];

    public static TheoryData<string> Examples => [.. PageProjects.Blocks.Where(project => project.Any(block => block.IsExample)).Select(project => project.Key)];

    public static TheoryData<string> Libraries => PackageTests.Libraries;

    [Fact]
    public void Every_page_names_its_packages() => Assert.All(
        PageProjects.Blocks.SelectMany(project => project), block => Assert.NotEmpty(Pages.PackagesBefore(block.Page, block.Line).Concat(block.Page.Split("src/").Skip(1))));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_block_compiles_with_the_packages_named_above_it(string project)
    {
        MetadataReference[] references = [.. projects.ReferencesOf(project).Select(file => MetadataReference.CreateFromFile(file))];
        var errors = PageProjects.Blocks[project].SelectMany(block => Snippet.ErrorsOf(block, references)).ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Every_example_prints_what_the_page_says(string project)
    {
        var example = PageProjects.Blocks[project].Single();
        Assert.Equal(example.Output?.TrimEnd(), (await projects.RunAsync(project)).ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public void Getting_started_has_a_program_that_is_run() =>
        Assert.Contains(PageProjects.Blocks.SelectMany(project => project), block => block is { IsExample: true, Page: "docs/getting-started.md" });

    /// <summary>Transitive packages are counted as a host gets them that has nothing else.</summary>
    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_page_of_packages_counts_what_follows(string id)
    {
        Assert.Contains(id, packages.Open(id)["id"]);
        Assert.Equal(PackageTable.CountOf(id), projects.PackagesRestoredFor(id).ToString(CultureInfo.InvariantCulture));
    }
}
