using AutoCrm.Network;
using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>Finds the outlets of a file that belong to an outlet nobody knows, or in the end to themselves.</summary>
internal static class OutletParents
{
    /// <summary>What is invalid with the parents of outlets that were read, by their place in the list.</summary>
    public static SortedDictionary<int, string> FindInvalidParents(IReadOnlyList<Outlet> read, KnownOutlets known)
    {
        var invalid = new SortedDictionary<int, string>();
        while (true)
        {
            var parents = new Dictionary<OutletCode, OutletCode?>();
            for (var i = 0; i < read.Count; i++)
            {
                if (!invalid.ContainsKey(i))
                {
                    parents[read[i].Code] = read[i].Parent;
                }
            }

            var before = invalid.Count;
            for (var i = 0; i < read.Count; i++)
            {
                if (!invalid.ContainsKey(i) && read[i].Parent is { } parent && Problem(read[i].Code, parent, parents, known) is { } problem)
                {
                    invalid.Add(i, problem);
                }
            }

            if (invalid.Count == before)
            {
                return invalid;
            }
        }
    }

    private static string? Problem(OutletCode code, OutletCode parent, Dictionary<OutletCode, OutletCode?> parents, KnownOutlets known)
    {
        if (!parents.ContainsKey(parent) && !known.Contains(parent))
        {
            return $"The outlet '{RowProblem.Truncate(parent.Value)}' above it is not known; expected a code of outlets.csv.";
        }

        OutletCode? above = parent;
        for (var steps = 0; above is { } next && steps <= parents.Count; steps++)
        {
            if (next == code)
            {
                return $"The outlet '{RowProblem.Truncate(code.Value)}' belongs to itself by way of '{RowProblem.Truncate(parent.Value)}'; name an outlet above it, or none.";
            }

            above = parents.GetValueOrDefault(next);
        }

        return null;
    }
}
