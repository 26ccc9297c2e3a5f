using AutoCrm.Network;
using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>The file <c>outlets</c>, which all systems share.</summary>
internal sealed class OutletsFile() : ImportFileDefinition<Outlet>(
    "outlets",
    ImportLevel.Shared,
    ImportColumn.Required("code"), ImportColumn.Required("name"), ImportColumn.Required("kind"), "parent", "region", ImportColumn.Required("time_zone"))
{
    public static OutletsFile Definition { get; } = new();

    /// <summary>Parents may come after their outlets.</summary>
    public override bool IsCheckedAsWhole => true;

    public override IRowParser<Outlet> CreateParser(ImportRow row, ImportContext context) => new OutletRowParser(row);

    public override Task<IReadOnlyList<UpsertResult>> WriteAsync(
        IImportTransaction transaction, IReadOnlyList<Outlet> items, CancellationToken cancellationToken) =>
        transaction.UpsertAsync(items, (known, next) => known.ReplacedBy(next), cancellationToken);

    public override IReadOnlyDictionary<int, ItemProblem> FindProblems(IReadOnlyList<ImportItem<Outlet>> items, ImportContext context)
    {
        var problems = FindRepeatedCodes(items);
        List<int> others = [.. Enumerable.Range(0, items.Count).Where(place => !problems.ContainsKey(place))];
        foreach (var (place, reason) in OutletParents.FindInvalidParents([.. others.Select(other => items[other].Item)], context.Outlets, context.CancellationToken))
        {
            problems[others[place]] = new ItemProblem("parent", items[others[place]].Item.Parent?.Value, reason);
        }

        return problems;
    }

    internal override void OnStored(IReadOnlyList<Outlet> items, ImportContext context)
    {
        foreach (var outlet in items)
        {
            context.Outlets.Add(outlet);
        }
    }

    /// <summary>Of several outlets with one code the first counts; one that says something else is refused, so that reading the file again changes nothing.</summary>
    private static Dictionary<int, ItemProblem> FindRepeatedCodes(IReadOnlyList<ImportItem<Outlet>> items)
    {
        var problems = new Dictionary<int, ItemProblem>();
        var first = new Dictionary<OutletCode, ImportItem<Outlet>>();
        for (var i = 0; i < items.Count; i++)
        {
            var outlet = items[i].Item;
            if (!first.TryAdd(outlet.Code, items[i]) && first[outlet.Code].Item.ReplacedBy(outlet) is not null)
            {
                problems[i] = new ItemProblem(
                    "code",
                    outlet.Code.Value,
                    $"The outlet '{RowProblem.Truncate(outlet.Code.Value)}' is given in line {first[outlet.Code].Line} already, and otherwise; expected each code once.");
            }
        }

        return problems;
    }
}
