using System.Xml.Linq;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AutoCrm.Docs.Tests;

public sealed class DependencyTests
{
    [Fact]
    public void Every_package_is_explained_and_no_other()
    {
        var packages = XDocument.Load(Path.Combine(Pages.Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")?.Value).OfType<string>();
        var explained = Pages.Read("docs/dependencies.md").Descendants<TableRow>().Where(row => !row.IsHeader).Select(row => row.Descendants<LiteralInline>().First().Content.ToString());
        Assert.Equal(packages.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }
}
