namespace AutoCrm.Docs.Tests;

public sealed class LinkTests
{
    public static TheoryData<string> PagesWithLinks => [.. Pages.All.Where(page => Pages.LinksOf(page).Any())];

    [Theory]
    [MemberData(nameof(PagesWithLinks))]
    public void Every_link_leads_somewhere(string page) =>
        Assert.All(Pages.LinksOf(page), link => Assert.True(LeadsSomewhere(page, link), $"{page} links to {link}, which does not exist."));

    private static bool LeadsSomewhere(string page, string link)
    {
        var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
        var target = path.Length == 0 ? page : Path.GetRelativePath(Pages.Root, Path.Combine(Pages.Root, Path.GetDirectoryName(page)!, path)).Replace('\\', '/');
        if (!Path.Exists(Path.Combine(Pages.Root, target)))
        {
            return false;
        }

        return anchor is null || Pages.AnchorsOf(target).Contains(anchor);
    }
}
