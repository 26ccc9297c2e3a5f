using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>What clusters mean for the customers there are: which records are assigned, which customers are merged.</summary>
internal sealed class ClusterDecisions
{
    private readonly RecordPopulation population;
    private readonly ILookup<int, MatchEvidence> evidence;
    private readonly string matcher;
    private readonly Instant at;
    private readonly List<RecordAssignment> assignments = [];
    private readonly List<LineageEntry> lineage = [];
    private readonly HashSet<Id<Customer>> given = [];

    public ClusterDecisions(RecordPopulation population, Clusters clusters, IEnumerable<MatchEvidence> evidence, string matcher, Instant at)
    {
        this.population = population;
        this.evidence = evidence.ToLookup(match => clusters.Find(population[match.Left]));
        this.matcher = matcher;
        this.at = at;
        for (var record = 0; record < population.Count; record++)
        {
            if (population.CustomerOf(record) is { } customer)
            {
                given.Add(customer);
            }
        }

        // Sorting by root brings the records of a cluster together, in the order of their references.
        var roots = new int[population.Count];
        var order = new int[population.Count];
        for (var record = 0; record < order.Length; record++)
        {
            (roots[record], order[record]) = (clusters.Find(record), record);
        }

        Array.Sort(order, (left, right) => roots[left] != roots[right] ? roots[left].CompareTo(roots[right]) : left.CompareTo(right));
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && roots[order[end]] == roots[order[start]])
            {
                end++;
            }

            Decide(roots[order[start]], order.AsSpan(start, end - start));
            Customers++;
            start = end;
        }
    }

    public int Customers { get; private set; }

    public int Links { get; private set; }

    public int Merges { get; private set; }

    public IReadOnlyList<RecordAssignment> Assignments => assignments;

    public IReadOnlyList<LineageEntry> Lineage => lineage;

    private void Decide(int root, ReadOnlySpan<int> cluster)
    {
        Id<Customer>? survivor = null;
        foreach (var record in cluster)
        {
            if (population.CustomerOf(record) is { } customer && (survivor is not { } oldest || customer < oldest))
            {
                survivor = customer;
            }
        }

        var owner = survivor ?? Fresh(cluster[0]);
        var linked = new List<SourceRef>();
        Dictionary<Id<Customer>, List<SourceRef>>? absorbed = null;
        foreach (var record in cluster)
        {
            var before = population.CustomerOf(record);
            if (before == owner)
            {
                continue;
            }

            var source = population.SourceOf(record);
            assignments.Add(new RecordAssignment(source, owner));
            if (before is not { } customer)
            {
                linked.Add(source);
            }
            else
            {
                absorbed ??= [];
                (absorbed.TryGetValue(customer, out var moved) ? moved : absorbed[customer] = []).Add(source);
            }
        }

        foreach (var (customer, moved) in absorbed ?? [])
        {
            Merges++;
            lineage.Add(Entry(LineageKind.Merged, root, owner, moved, customer));
        }

        if (linked.Count > 0 && cluster.Length > 1)
        {
            Links++;
            lineage.Add(Entry(LineageKind.Linked, root, owner, linked, null));
        }
    }

    private LineageEntry Entry(LineageKind kind, int root, Id<Customer> customer, List<SourceRef> moved, Id<Customer>? other) => new()
    {
        Id = Id<LineageEntry>.New(at),
        Kind = kind,
        Customer = customer,
        Other = other,
        Records = moved,
        Evidence = [.. evidence[root]],
        At = at,
        By = matcher,
        Why = "The records match.",
    };

    /// <summary>An id nobody has. The derived one may be taken where a record was split off and its former customer lives on.</summary>
    private Id<Customer> Fresh(int record)
    {
        var derived = population.NewCustomer(record);
        return given.Add(derived) ? derived : Id<Customer>.New(at);
    }
}
