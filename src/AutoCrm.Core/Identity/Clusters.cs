namespace AutoCrm.Identity;

/// <summary>
/// Sets of records that are the same customer: union-find with path halving and union by size (R. E. Tarjan, "Efficiency of a
/// good but not linear set union algorithm", 1975). Sets that were taken apart by a decision stay apart.
/// </summary>
internal sealed class Clusters
{
    private readonly int[] parent;
    private readonly int[] size;
    private readonly Dictionary<int, HashSet<int>> apart = [];

    public Clusters(int count)
    {
        parent = new int[count];
        size = new int[count];
        for (var i = 0; i < count; i++)
        {
            parent[i] = i;
            size[i] = 1;
        }
    }

    /// <summary>The record that stands for the set of a record.</summary>
    public int Find(int record)
    {
        while (parent[record] != record)
        {
            parent[record] = parent[parent[record]];
            record = parent[record];
        }

        return record;
    }

    /// <summary>Keeps the sets of two records apart from now on.</summary>
    public void AddCannotLink(int left, int right)
    {
        var (a, b) = (Find(left), Find(right));
        if (a != b)
        {
            CannotLink(a).Add(b);
            CannotLink(b).Add(a);
        }
    }

    /// <summary>Makes one set of two.</summary>
    /// <returns>Whether they were two sets before, and are one now.</returns>
    public bool Join(int left, int right)
    {
        var (a, b) = (Find(left), Find(right));
        if (a == b || (apart.TryGetValue(a, out var cannotLink) && cannotLink.Contains(b)))
        {
            return false;
        }

        if (size[a] < size[b])
        {
            (a, b) = (b, a);
        }

        parent[b] = a;
        size[a] += size[b];
        if (apart.Remove(b, out var inherited))
        {
            foreach (var enemy in inherited)
            {
                apart[enemy].Remove(b);
                apart[enemy].Add(a);
                CannotLink(a).Add(enemy);
            }
        }

        return true;
    }

    private HashSet<int> CannotLink(int root) => apart.TryGetValue(root, out var cannotLink) ? cannotLink : apart[root] = [];
}
