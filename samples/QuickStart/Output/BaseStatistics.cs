using AutoCrm.Customers;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using NodaTime;

namespace QuickStart.Output;

/// <summary>The statistics of the customer base for the report, accumulated customer by customer.</summary>
/// <param name="asOf">The instant of the assessment.</param>
/// <param name="currency">The currency of all figures.</param>
/// <param name="longestList">The number of customers to list at most.</param>
public sealed class BaseStatistics(Instant asOf, string currency, int longestList)
{
    private readonly PriorityQueue<Id<Customer>, (double Attention, decimal Value)> listed = new();

    /// <summary>The instant of the assessment.</summary>
    public Instant AsOf => asOf;

    /// <summary>The currency of all figures.</summary>
    public string Currency => currency;

    /// <summary>The number of customers.</summary>
    public int Customers { get; private set; }

    /// <summary>The number of organisations among them.</summary>
    public int Organizations { get; private set; }

    /// <summary>The past value of all customers.</summary>
    public decimal Past { get; private set; }

    /// <summary>The future value of all customers.</summary>
    public decimal Future { get; private set; }

    /// <summary>The benefits received by the customers free of charge.</summary>
    public decimal Benefits { get; private set; }

    /// <summary>Customers and value by stage.</summary>
    public Dictionary<Stage, (int Customers, decimal Value)> Stages { get; } = [];

    /// <summary>Customers and value by tier.</summary>
    public SortedDictionary<string, (int Customers, decimal Value)> Tiers { get; } = new(StringComparer.Ordinal);

    /// <summary>Customers by recency and frequency score, each from 1 to 5.</summary>
    public int[,] RecencyByFrequency { get; } = new int[6, 6];

    /// <summary>The records of each system.</summary>
    public SortedDictionary<string, int> Records { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of customers shared by two systems; for a system with itself, all its customers.</summary>
    public Dictionary<(string, string), int> Overlap { get; } = [];

    /// <summary>Customers by the number of systems with a record of them.</summary>
    public SortedDictionary<int, int> BySystems { get; } = [];

    /// <summary>Customers, value and stages by the outlet responsible; those without one by <see langword="default"/>.</summary>
    public Dictionary<OutletCode, OutletFigures> Outlets { get; } = [];

    /// <summary>The number of customers needing attention.</summary>
    public int NeedingAttention { get; private set; }

    /// <summary>The customers to list: those needing attention first, then the most valuable.</summary>
    public IReadOnlyList<Id<Customer>> ListedCustomers =>
        [.. listed.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    /// <summary>Adds a customer to the statistics.</summary>
    public void Add(AssessedCustomer customer)
    {
        var assessment = customer.Assessment;
        var value = assessment.Value.Total.Amount;
        Customers++;
        Organizations += customer.GoldenRecord.Kind == CustomerKind.Organization ? 1 : 0;
        Past += assessment.Value.Past.Amount;
        Future += assessment.Value.Future.Amount;
        Benefits += assessment.Value.Benefits.Amount;
        var stage = Stages.GetValueOrDefault(assessment.Stage);
        Stages[assessment.Stage] = (stage.Customers + 1, stage.Value + value);
        var tierName = assessment.Tier!.Tier;
        var tier = Tiers.GetValueOrDefault(tierName);
        Tiers[tierName] = (tier.Customers + 1, tier.Value + value);
        if (assessment.RfmScore is { } rfm)
        {
            RecencyByFrequency[rfm.Recency, rfm.Frequency]++;
        }

        CountSystems(customer);
        CountOutlet(customer.GoldenRecord.Outlet ?? default, assessment.Stage, value);
        var attention = Attention.Of(assessment);
        NeedingAttention += attention is null ? 0 : 1;
        listed.Enqueue(assessment.Customer, (attention?.Weight ?? 0, value));
        if (listed.Count > longestList)
        {
            listed.Dequeue();
        }
    }

    private void CountOutlet(OutletCode outlet, Stage stage, decimal value)
    {
        if (!Outlets.TryGetValue(outlet, out var figures))
        {
            Outlets[outlet] = figures = new OutletFigures();
        }

        figures.Add(stage, value);
    }

    private void CountSystems(AssessedCustomer customer)
    {
        foreach (var record in customer.Records)
        {
            Records[record.Source.System] = Records.GetValueOrDefault(record.Source.System) + 1;
        }

        var systems = customer.Records.Select(record => record.Source.System).Distinct().ToList();
        BySystems[systems.Count] = BySystems.GetValueOrDefault(systems.Count) + 1;
        foreach (var pair in systems.SelectMany(one => systems, (one, other) => (one, other)))
        {
            Overlap[pair] = Overlap.GetValueOrDefault(pair) + 1;
        }
    }
}
