using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AutoCrm.Docs.Tests;

/// <summary>The Markdown pages of the repository.</summary>
public static partial class Pages
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private static readonly string[] NoPages = [".git", "bin", "obj", "out", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All pages, by their path from <see cref="Root"/> with forward slashes.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Under(Root).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The parsed page.</summary>
    public static MarkdownDocument Read(string page) => Markdown.Parse(File.ReadAllText(Path.Combine(Root, page)), Pipeline);

    /// <summary>The fenced blocks of a page in a language, each with what precedes and follows it.</summary>
    public static IEnumerable<CodeBlock> Blocks(string page, string language)
    {
        var blocks = Read(page).ToList();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is FencedCodeBlock fence && fence.Info == language)
            {
                yield return new CodeBlock(
                    page, fence.Line + 1, fence.Arguments ?? "", TextOf(fence), PreludeOf(blocks.ElementAtOrDefault(i - 1)), OutputOf(blocks.Skip(i + 1).OfType<FencedCodeBlock>().FirstOrDefault()));
            }
        }
    }

    /// <summary>
    /// The packages that a page has told the reader to add before a line: by <c>dotnet add package</c>, or in a paragraph that begins with "Packages:".
    /// </summary>
    public static IEnumerable<string> PackagesBefore(string page, int line) => Read(page).TakeWhile(block => block.Line < line).SelectMany(PackagesOf).Distinct();

    /// <summary>Where the links and images of a page lead, those to other sites left out.</summary>
    public static IEnumerable<string> LinksOf(string page) => Read(page).Descendants<LinkInline>()
        .Select(link => link.Url)
        .OfType<string>()
        .Where(url => !url.Contains("://", StringComparison.Ordinal) && !url.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>The names by which the headings of a page can be linked to.</summary>
    public static IEnumerable<string> AnchorsOf(string page) => Read(page).Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id).OfType<string>();

    private static IEnumerable<string> PackagesOf(Block block) => block switch
    {
        FencedCodeBlock { Info: "sh" } commands => AddPackage().Matches(TextOf(commands)).Select(match => match.Groups[1].Value),
        ParagraphBlock paragraph when paragraph.Inline?.FirstChild is LiteralInline first && first.Content.ToString().StartsWith("Packages:", StringComparison.Ordinal) =>
            paragraph.Inline.Descendants<CodeInline>().Select(code => code.Content).Where(code => PackageId().IsMatch(code)),
        _ => [],
    };

    [GeneratedRegex(@"^dotnet add package (\S+)", RegexOptions.Multiline)]
    private static partial Regex AddPackage();

    [GeneratedRegex(@"^\w+(\.\w+)+$")]
    private static partial Regex PackageId();

    private static string TextOf(LeafBlock block) => block.Lines.ToString();

    private static string PreludeOf(Block? before)
    {
        const string Opening = "<!-- prelude:", Closing = "-->";
        var text = before is HtmlBlock html ? TextOf(html).Trim() : "";
        return text.StartsWith(Opening, StringComparison.Ordinal) && text.EndsWith(Closing, StringComparison.Ordinal) ? text[Opening.Length..^Closing.Length].Trim() : "";
    }

    private static string? OutputOf(FencedCodeBlock? after) => after is { Info: "text" } ? TextOf(after) : null;

    private static IEnumerable<string> Under(string folder) => Directory.EnumerateFiles(folder, "*.md")
        .Concat(Directory.EnumerateDirectories(folder).Where(inner => !NoPages.Contains(Path.GetFileName(inner))).SelectMany(Under));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AutoCrm.Core.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository.");
        }

        return folder.FullName;
    }
}

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Line">The line of the fence, counted from 1.</param>
/// <param name="Arguments">What follows the language on the fence.</param>
/// <param name="Text">What it holds.</param>
/// <param name="Prelude">What the comment before it declares for it.</param>
/// <param name="Output">The <c>text</c> block that is the next one, if it is.</param>
public sealed record CodeBlock(string Page, int Line, string Arguments, string Text, string Prelude, string? Output)
{
    /// <summary>Whether it is a whole program whose output stands in the next block.</summary>
    public bool IsExample => Arguments == "run";

    /// <summary>Whether it shows lines of a file.</summary>
    public bool IsExcerpt => Arguments.StartsWith("from=", StringComparison.Ordinal);

    /// <summary>Where it stands.</summary>
    public override string ToString() => $"{Page}({Line})";
}
