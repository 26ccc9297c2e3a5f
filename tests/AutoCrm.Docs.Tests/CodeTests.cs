namespace AutoCrm.Docs.Tests;

public sealed class CodeTests
{
    public static TheoryData<string> PagesWithCode => [.. Pages.All.Where(page => Pages.Blocks(page, "csharp").Any())];

    public static TheoryData<string> PagesWithExamples => [.. Pages.All.Where(page => Examples(page).Any())];

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void Every_block_compiles(string page)
    {
        var errors = Pages.Blocks(page, "csharp").SelectMany(Snippet.ErrorsOf).ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    [Theory]
    [MemberData(nameof(PagesWithExamples))]
    public void Every_example_prints_what_the_page_says(string page) => Assert.All(Examples(page), example =>
    {
        var printed = Lines(Snippet.Run(example));
        Assert.True(printed == Lines(example.Output ?? ""), $"{example} prints\n{printed}");
    });

    [Fact]
    public void Getting_started_has_an_example_that_is_run() => Assert.NotEmpty(Examples("docs/getting-started.md"));

    private static IEnumerable<CodeBlock> Examples(string page) => Pages.Blocks(page, "csharp").Where(block => block.Arguments == "run");

    private static string Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd();
}
