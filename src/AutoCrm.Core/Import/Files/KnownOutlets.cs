using AutoCrm.Network;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>The outlets that rows may name: those of the store and those read in this run.</summary>
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

    /// <summary>The outlet a column names; <see langword="null"/> where it names none or an unknown one, which is refused.</summary>
    public Entry? Find(RowFields row, Field field)
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
