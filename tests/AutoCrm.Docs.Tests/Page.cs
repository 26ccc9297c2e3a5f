using System.Reflection;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AutoCrm.Docs.Tests;

/// <summary>A page of the documentation: the README and all Markdown under <c>docs</c>.</summary>
/// <param name="Path">The path within the repository.</param>
public sealed record Page(string Path)
{
    private readonly MarkdownDocument document = Markdown.Parse(
        File.ReadAllText(System.IO.Path.Combine(Root, Path)), new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().Build());

    public static string Root { get; } = typeof(Page).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static IEnumerable<Page> All => Directory.EnumerateFiles(System.IO.Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)
        .Prepend("README.md")
        .Select(path => new Page(path));

    /// <summary>The fenced blocks in their order.</summary>
    public IReadOnlyList<Fence> Fences => field ??=
    [
        .. document.Descendants<FencedCodeBlock>().Select(block => new Fence(
            Path, block.Line + 1, block.Info ?? "", block.Arguments ?? "", block.Lines.ToString().ReplaceLineEndings("\n"))),
    ];

    /// <summary>The targets of links and images that lie in the repository, with the line they stand on.</summary>
    public IEnumerable<(int Line, string Target)> RelativeLinks => document.Descendants<LinkInline>()
        .Where(link => link.Url is { Length: > 0 } url && !url.Contains("://", StringComparison.Ordinal) && !url.StartsWith("mailto:", StringComparison.Ordinal))
        .Select(link => (link.Line + 1, link.Url!));

    /// <summary>The anchors of the headings.</summary>
    public IEnumerable<string> Anchors => document.Descendants<HeadingBlock>()
        .Select(heading => Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(heading).Id!);
}

/// <summary>A fenced block.</summary>
/// <param name="Page">The page it stands on.</param>
/// <param name="Line">The line it begins on.</param>
/// <param name="Language">The first word behind the fence.</param>
/// <param name="Arguments">The other words.</param>
/// <param name="Text">What it holds.</param>
public sealed record Fence(string Page, int Line, string Language, string Arguments, string Text)
{
    public override string ToString() => $"{Page}:{Line}";
}
