namespace AutoCrm.Docs.Tests;

public sealed class CodeTests
{
    public static TheoryData<string> PagesWithCode => [.. Pages.All.Where(page => Pages.Blocks(page, "csharp").Any())];

    public static TheoryData<string> PagesWithExamples => [.. Pages.All.Where(page => Examples(page).Any())];

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void Every_block_compiles(string page)
    {
        var errors = Pages.Blocks(page, "csharp").Where(block => !block.IsExcerpt).SelectMany(Snippet.ErrorsOf).ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    [Theory]
    [MemberData(nameof(PagesWithExamples))]
    public void Every_example_prints_what_the_page_says(string page) => Assert.All(Examples(page), example =>
    {
        var printed = Lines(Snippet.Run(example));
        Assert.True(printed == Lines(example.Output ?? ""), $"{example} prints\n{printed}");
    });

    /// <summary>A block with <c>from=FILE</c> shows lines of that file, without doc comments.</summary>
    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void Every_excerpt_stands_in_its_file(string page) => Assert.All(Pages.Blocks(page, "csharp").Where(block => block.IsExcerpt), excerpt =>
    {
        var file = Code(File.ReadAllText(Path.Combine(Pages.Root, excerpt.Arguments!["from=".Length..])));
        Assert.Contains(Code(excerpt.Text), file, StringComparison.Ordinal);
    });

    [Fact]
    public void Getting_started_has_an_example_that_is_run() => Assert.NotEmpty(Examples("docs/getting-started.md"));

    private static IEnumerable<CodeBlock> Examples(string page) => Pages.Blocks(page, "csharp").Where(block => block.IsExample);

    /// <summary>The lines of code, without indentation, doc comments and empty lines.</summary>
    private static string Code(string text) => string.Join(
        '\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("///", StringComparison.Ordinal)));

    private static string Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd();
}
