using AutoCrm.Network;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>The outlets that rows can reference: those of the store and those read in this run.</summary>
internal sealed class KnownOutlets
{
    private readonly Dictionary<string, Entry> byCode = new(StringComparer.Ordinal);

    public KnownOutlets(IEnumerable<Outlet> outlets)
    {
        foreach (var outlet in outlets)
        {
            Add(outlet);
        }
    }

    public void Add(Outlet outlet) => byCode[outlet.Code.Value] = new Entry(outlet.Code, outlet.TimeZone);

    public bool Contains(OutletCode code) => byCode.ContainsKey(code.Value);

    /// <summary>Returns the outlet referenced by a column, or <see langword="null"/> if it is empty or unknown; an unknown one is refused.</summary>
    public Entry? Find(ImportRow row, ImportField field)
    {
        if (row.GetToken(field) is not { } code)
        {
            return null;
        }

        if (byCode.TryGetValue(code, out var outlet))
        {
            return outlet;
        }

        row.Refuse(field, code, $"The outlet '{RowProblem.Truncate(code)}' is not known; expected a code of outlets.csv.");
        return null;
    }

    internal sealed record Entry(OutletCode Code, DateTimeZone Zone);
}
