namespace AutoCrm.Docs.Tests;

public sealed class DocumentationTests
{
    [Fact]
    public void Every_block_of_csharp_compiles()
    {
        var blocks = Page.All.SelectMany(page => page.Fences).Where(fence => fence.Language == "csharp").ToList();

        Assert.NotEmpty(blocks);
        None(blocks.SelectMany(Snippet.Problems));
    }

    /// <summary>A block that begins with <c>```csharp run</c> is run, and prints what the <c>```text</c> block behind it says.</summary>
    [Fact]
    public async Task A_program_that_is_run_prints_what_the_page_says()
    {
        var ran = 0;
        foreach (var page in Page.All)
        {
            for (var place = 0; place < page.Fences.Count; place++)
            {
                if (page.Fences[place] is not { Language: "csharp", Arguments: "run" } program)
                {
                    continue;
                }

                Assert.True(
                    place + 1 < page.Fences.Count && page.Fences[place + 1].Language == "text", $"{program} is run, but no block of text follows that says what it prints.");
                var printed = (await Snippet.RunAsync(program)).TrimEnd();
                Assert.True(page.Fences[place + 1].Text.TrimEnd() == printed, $"{program} prints:\n{printed}");
                ran++;
            }
        }

        Assert.True(ran >= 2, "The example of getting started and the plug-in are run.");
    }

    [Fact]
    public void Links_within_the_repository_lead_somewhere() => None(
        from page in Page.All
        from link in page.RelativeLinks
        where !LeadsSomewhere(page, link.Target)
        select $"{page.Path}:{link.Line} links to {link.Target}, which is not there");

    [Fact]
    public void Commands_name_what_is_there() => None(
        from page in Page.All
        from fence in page.Fences
        where fence.Language is "sh" or "bash"
        from word in fence.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        where word.StartsWith("samples/", StringComparison.Ordinal) || word.StartsWith("src/", StringComparison.Ordinal)
            || word.StartsWith("tests/", StringComparison.Ordinal) || word.EndsWith(".sln", StringComparison.Ordinal) || word.EndsWith(".csproj", StringComparison.Ordinal)
        where !Path.Exists(Path.Combine(Page.Root, word))
        select $"{fence} names {word}, which is not there");

    [Fact]
    public void Every_concept_has_one_picture() => Assert.All(
        Page.All.Where(page => page.Path.StartsWith("docs/concepts/", StringComparison.Ordinal)),
        page => Assert.Single(page.Fences, fence => fence.Language == "mermaid"));

    [Fact]
    public void Every_package_that_is_used_is_explained()
    {
        var explained = File.ReadAllText(Path.Combine(Page.Root, "docs/dependencies.md"));
        var used = Directory.EnumerateFiles(Page.Root, "*.*proj", SearchOption.AllDirectories)
            .Append(Path.Combine(Page.Root, "Directory.Build.props"))
            .Append(Path.Combine(Page.Root, "tests/Directory.Build.props"))
            .SelectMany(project => System.Xml.Linq.XDocument.Load(project).Descendants("PackageReference"))
            .Select(package => (string)package.Attribute("Include")!)
            .Distinct();

        Assert.All(used, package => Assert.Contains($"`{package}`", explained, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_demand_is_answered_in_the_capabilities()
    {
        var answered = File.ReadAllText(Path.Combine(Page.Root, "docs/capabilities.md"));

        Assert.All(Enumerable.Range(1, 38), number => Assert.Contains($"| R{number} |", answered, StringComparison.Ordinal));
    }

    private static void None(IEnumerable<string> problems)
    {
        var found = problems.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static bool LeadsSomewhere(Page from, string target)
    {
        var (path, anchor) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, null);
        var full = path.Length == 0
            ? Path.Combine(Page.Root, from.Path)
            : Path.GetFullPath(Path.Combine(Page.Root, Path.GetDirectoryName(from.Path)!, Uri.UnescapeDataString(path)));
        return Path.Exists(full)
            && (anchor is null || !full.EndsWith(".md", StringComparison.Ordinal) || new Page(Path.GetRelativePath(Page.Root, full)).Anchors.Contains(anchor));
    }
}
