namespace AutoCrm.Identity;

/// <summary>
/// Sets of records that are the same customer: union-find with path halving and union by size (R. E. Tarjan, "Efficiency of a
/// good but not linear set union algorithm", 1975). Sets that were separated by a decision are never joined.
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

    /// <summary>Returns the representative record of the set of a record.</summary>
    public int Find(int record)
    {
        while (parent[record] != record)
        {
            parent[record] = parent[parent[record]];
            record = parent[record];
        }

        return record;
    }

    /// <summary>Adds a cannot-link constraint between the sets of two records.</summary>
    public void AddCannotLink(int left, int right)
    {
        var (a, b) = (Find(left), Find(right));
        if (a != b)
        {
            CannotLink(a).Add(b);
            CannotLink(b).Add(a);
        }
    }

    /// <summary>Joins two sets.</summary>
    /// <returns>Whether two distinct sets were joined.</returns>
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
