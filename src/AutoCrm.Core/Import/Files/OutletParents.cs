using AutoCrm.Network;
using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>Finds the outlets of a file with an unknown parent, or with a cycle of parents.</summary>
internal static class OutletParents
{
    /// <summary>Returns the errors in the parents of the outlets read, by index in the list.</summary>
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
            return $"The parent outlet '{RowProblem.Truncate(parent.Value)}' is not known; expected a code of outlets.csv.";
        }

        OutletCode? above = parent;
        for (var steps = 0; above is { } next && steps <= parents.Count; steps++)
        {
            if (next == code)
            {
                return $"The outlet '{RowProblem.Truncate(code.Value)}' is its own ancestor through '{RowProblem.Truncate(parent.Value)}'; expected a parent outside the cycle, or none.";
            }

            above = parents.GetValueOrDefault(next);
        }

        return null;
    }
}
