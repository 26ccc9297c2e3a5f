using AutoCrm.Docs.Tests;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AutoCrm.Packages.Tests;

/// <summary>The table of docs/packages.md: what a package asks for, and how many packages a host gets with it.</summary>
internal static class PackageTable
{
    private static readonly List<TableRow> Rows = [.. Pages.Read("docs/packages.md").Descendants<Table>().First().OfType<TableRow>().Where(row => !row.IsHeader)];

    public static IEnumerable<string> Ids => Rows.Select(IdOf);

    public static string CountOf(string id) => Rows.Single(row => IdOf(row) == id).OfType<TableCell>().Last().Descendants<LiteralInline>().Single().Content.ToString();

    private static string IdOf(TableRow row) => row.Descendants<CodeInline>().First().Content;
}
