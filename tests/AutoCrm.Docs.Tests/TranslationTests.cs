using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AutoCrm.Docs.Tests;

/// <summary>The README in Chinese says what the one in English says, in the same order.</summary>
public sealed class TranslationTests
{
    private const string English = "README.md", Chinese = "README.zh-CN.md";

    [Fact]
    public void Both_have_the_same_shape()
    {
        Assert.Equal(ShapeOf(English), ShapeOf(Chinese));
        Assert.Contains("table of 8 rows, 2 columns", ShapeOf(English));
    }

    [Fact]
    public void Both_link_to_the_same_pages_in_the_same_order() =>
        Assert.Equal(Pages.LinksOf(English).Where(link => link != Chinese), Pages.LinksOf(Chinese).Where(link => link != English));

    [Fact]
    public void Each_leads_to_the_other()
    {
        Assert.Contains(Chinese, Pages.LinksOf(English).Take(1));
        Assert.Contains(English, Pages.LinksOf(Chinese).Take(1));
    }

    [Fact]
    public void Both_name_the_same_code() => Assert.Equal(CodeOf(English), CodeOf(Chinese));

    [Fact]
    public void Every_heading_and_sentence_is_translated() => Assert.All(
        Pages.Read(Chinese).Descendants<LeafBlock>().Where(block => block is HeadingBlock { Level: > 1 } or ParagraphBlock { Parent: ListItemBlock or MarkdownDocument }),
        block => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", string.Concat(block.Inline!.Descendants<LiteralInline>().Select(text => text.Content.ToString()))));

    /// <summary>Headings, tables, lists, pictures and blocks of code; paragraphs may be divided as the language wants.</summary>
    private static List<string> ShapeOf(string page) => [.. Pages.Read(page).Select(block => block switch
    {
        HeadingBlock heading => $"heading of level {heading.Level}",
        Table table => $"table of {table.Count - 1} rows, {table.OfType<TableRow>().First().Count} columns",
        ListBlock list => $"list of {list.Count}",
        FencedCodeBlock code => $"{code.Info}: {code.Lines}",
        _ => "",
    }).Where(part => part.Length > 0)];

    private static IEnumerable<string> CodeOf(string page) => Pages.Read(page).Descendants<CodeInline>().Select(code => code.Content).Order(StringComparer.Ordinal);
}
