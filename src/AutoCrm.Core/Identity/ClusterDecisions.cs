using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>The effects of one cluster on the existing customers: which records are assigned, which customers are merged.</summary>
/// <param name="Assignments">The records that are assigned to a customer, or reassigned.</param>
/// <param name="Lineage">The decisions to record.</param>
/// <param name="IsNew">Whether the customer of the cluster did not exist before.</param>
internal readonly record struct ClusterDecision(IReadOnlyList<RecordAssignment> Assignments, IReadOnlyList<LineageEntry> Lineage, bool IsNew)
{
    /// <summary>The messages of it: of a new customer only where all are asked for.</summary>
    public IEnumerable<IDomainEvent> ListMessages(BulkMessages publish, Instant at) => (publish, IsNew) switch
    {
        (BulkMessages.SummaryOnly, _) or (BulkMessages.Known, true) => [],
        (_, true) => [new CustomerRegistered(Assignments[0].Customer, [.. Assignments.Select(assignment => assignment.Record)], at)],
        _ => Lineage.Select(IdentityMessages.Of),
    };
}

/// <summary>Decides on clusters one at a time, so that the decisions need not be held in memory.</summary>
internal sealed class ClusterDecisions
{
    private readonly RecordPopulation population;
    private readonly Clusters clusters;
    private readonly string matcher;
    private readonly Instant at;
    private readonly Link[] links;
    private readonly int[] linkRoots;
    private readonly HashSet<Id<Customer>> usedIds = [];

    public ClusterDecisions(RecordPopulation population, Clusters clusters, List<Link> links, string matcher, Instant at)
    {
        this.population = population;
        this.clusters = clusters;
        this.matcher = matcher;
        this.at = at;
        this.links = [.. links];
        linkRoots = Array.ConvertAll(this.links, link => clusters.Find(link.Left));
        Array.Sort(linkRoots, this.links);
        for (var record = 0; record < population.Count; record++)
        {
            if (population.CustomerOf(record) is { } customer)
            {
                usedIds.Add(customer);
            }
        }
    }

    public int Customers { get; private set; }

    public int Links { get; private set; }

    public int Merges { get; private set; }

    public int Assigned { get; private set; }

    /// <summary>The decisions on all clusters; those without effect are omitted.</summary>
    public IEnumerable<ClusterDecision> Decide()
    {
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

            Customers++;
            var decision = Decide(roots[order[start]], order.AsSpan(start, end - start));
            if (decision.Assignments.Count > 0)
            {
                yield return decision;
            }

            start = end;
        }
    }

    private ClusterDecision Decide(int root, ReadOnlySpan<int> cluster)
    {
        var survivor = Survivor(cluster);
        var owner = survivor ?? Fresh(cluster[0]);
        var assignments = new List<RecordAssignment>();
        var linked = new List<SourceRef>();
        var absorbed = new Dictionary<Id<Customer>, List<SourceRef>>();
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
                (absorbed.TryGetValue(customer, out var moved) ? moved : absorbed[customer] = []).Add(source);
            }
        }

        var lineage = absorbed.Select(pair => Entry(LineageKind.Merged, root, owner, pair.Value, pair.Key)).ToList();
        Merges += lineage.Count;
        if (linked.Count > 0 && cluster.Length > 1)
        {
            Links++;
            lineage.Add(Entry(LineageKind.Linked, root, owner, linked, null));
        }

        Assigned += assignments.Count;
        return new ClusterDecision(assignments, lineage, survivor is null);
    }

    /// <summary>The oldest of the customers that the records are assigned to, as its id has been in use for longest.</summary>
    private Id<Customer>? Survivor(ReadOnlySpan<int> cluster)
    {
        Id<Customer>? survivor = null;
        foreach (var record in cluster)
        {
            if (population.CustomerOf(record) is { } customer && (survivor is not { } oldest || customer < oldest))
            {
                survivor = customer;
            }
        }

        return survivor;
    }

    private LineageEntry Entry(LineageKind kind, int root, Id<Customer> customer, List<SourceRef> moved, Id<Customer>? other) => new()
    {
        Id = Id<LineageEntry>.New(at),
        Kind = kind,
        Customer = customer,
        Other = other,
        Records = moved,
        Evidence = EvidenceOf(root),
        At = at,
        By = matcher,
        Why = "The records match.",
    };

    private List<MatchEvidence> EvidenceOf(int root)
    {
        var evidence = new List<MatchEvidence>();
        var any = Array.BinarySearch(linkRoots, root);
        if (any < 0)
        {
            return evidence;
        }

        while (any > 0 && linkRoots[any - 1] == root)
        {
            any--;
        }

        for (; any < links.Length && linkRoots[any] == root; any++)
        {
            var link = links[any];
            evidence.Add(new MatchEvidence(population.SourceOf(link.Left), population.SourceOf(link.Right), link.Score, link.Reason));
        }

        return evidence;
    }

    /// <summary>An unused id. The derived one may be in use if a record was split off and its former customer still exists.</summary>
    private Id<Customer> Fresh(int record)
    {
        var derived = population.NewCustomer(record);
        return usedIds.Contains(derived) ? Id<Customer>.New(at) : derived;
    }
}

/// <summary>A match that joined two clusters, with its records as indexes.</summary>
internal readonly record struct Link(int Left, int Right, double Score, Reason Reason);
