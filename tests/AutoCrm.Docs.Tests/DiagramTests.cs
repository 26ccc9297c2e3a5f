using AutoCrm.Lifecycle;

namespace AutoCrm.Docs.Tests;

public sealed class DiagramTests
{
    public static TheoryData<string> Concepts => [.. Pages.All.Where(page => page.StartsWith("docs/concepts/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Concepts))]
    public void Every_concept_has_one_picture(string page) => Assert.NotEmpty(Assert.Single(Pages.Blocks(page, "mermaid")).Text.Trim());

    [Fact]
    public void No_picture_is_empty() => Assert.All(Pages.All.SelectMany(page => Pages.Blocks(page, "mermaid")), picture => Assert.NotEmpty(picture.Text.Trim()));

    [Fact]
    public void The_lifecycle_is_drawn_with_every_stage()
    {
        var drawing = Pages.Blocks("docs/concepts/lifecycle.md", "mermaid").Single().Text;
        Assert.All(LifecycleDefinition.Automotive.Stages, stage => Assert.Matches($@"\b{stage}\b", drawing));
    }

    [Fact]
    public void The_lifecycle_is_drawn_with_transitions_that_exist()
    {
        var all = ArrowsOf(LifecycleDefinition.Automotive.ToMermaid()).ToHashSet();
        Assert.All(ArrowsOf(Pages.Blocks("docs/concepts/lifecycle.md", "mermaid").Single().Text), arrow => Assert.Contains(arrow, all));
    }

    private static IEnumerable<string> ArrowsOf(string drawing) =>
        drawing.Split('\n').Where(line => line.Contains("-->", StringComparison.Ordinal)).Select(line => line.Split(" : ")[0].Trim());
}
