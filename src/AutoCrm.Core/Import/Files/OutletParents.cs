using AutoCrm.Network;
using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>Finds the outlets of a file with an unknown parent, or with a cycle of parents. Each outlet is visited once.</summary>
internal sealed class OutletParents
{
    private const int OutletsPerCancellationCheck = 1000;

    private readonly IReadOnlyList<Outlet> read;
    private readonly KnownOutlets known;
    private readonly Dictionary<OutletCode, int> places;
    private readonly State[] states;
    private readonly SortedDictionary<int, string> invalid = [];

    private OutletParents(IReadOnlyList<Outlet> read, KnownOutlets known)
    {
        this.read = read;
        this.known = known;
        states = new State[read.Count];
        places = new Dictionary<OutletCode, int>(read.Count);
        for (var i = 0; i < read.Count; i++)
        {
            places.TryAdd(read[i].Code, i);
        }
    }

    private enum State
    {
        NotVisited,
        OnPath,
        Valid,
        Invalid,
    }

    /// <summary>Returns the errors in the parents of the outlets read, by index in the list. Of outlets with one code all share the errors of the first.</summary>
    public static SortedDictionary<int, string> FindInvalidParents(IReadOnlyList<Outlet> read, KnownOutlets known, CancellationToken cancellationToken)
    {
        var parents = new OutletParents(read, known);
        for (var i = 0; i < read.Count; i++)
        {
            if (i % OutletsPerCancellationCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (parents.places[read[i].Code] is var first && first == i)
            {
                parents.Visit(i);
            }
            else if (parents.invalid.TryGetValue(first, out var reason))
            {
                parents.invalid.Add(i, reason);
            }
        }

        return parents.invalid;
    }

    /// <summary>Goes up from an outlet to one whose state is known, or to the top, and settles all of them on the way back.</summary>
    private void Visit(int outlet)
    {
        var path = new List<int>();
        for (int? next = outlet; next is { } place && states[place] == State.NotVisited; next = ParentInFile(place))
        {
            states[place] = State.OnPath;
            path.Add(place);
        }

        if (path.Count > 0 && ParentInFile(path[^1]) is { } top && states[top] == State.OnPath)
        {
            RefuseCycle(path, path.IndexOf(top));
        }

        for (var i = path.Count - 1; i >= 0; i--)
        {
            if (states[path[i]] == State.OnPath)
            {
                Settle(path[i]);
            }
        }
    }

    private void RefuseCycle(List<int> path, int first)
    {
        foreach (var place in path.Skip(first))
        {
            Refuse(
                place,
                $"The outlet '{RowProblem.Truncate(read[place].Code.Value)}' is its own ancestor through '{RowProblem.Truncate(read[place].Parent!.Value.Value)}'; expected a parent outside the cycle, or none.");
        }
    }

    private void Settle(int place)
    {
        if (read[place].Parent is { } parent && !known.Contains(parent) && (ParentInFile(place) is not { } above || states[above] == State.Invalid))
        {
            Refuse(place, $"The parent outlet '{RowProblem.Truncate(parent.Value)}' is not known; expected a code of outlets.csv.");
        }
        else
        {
            states[place] = State.Valid;
        }
    }

    private void Refuse(int place, string reason)
    {
        states[place] = State.Invalid;
        invalid.Add(place, reason);
    }

    private int? ParentInFile(int place) => read[place].Parent is { } parent && places.TryGetValue(parent, out var found) ? found : null;
}
