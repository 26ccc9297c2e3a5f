using AutoCrm.Lifecycle;

namespace QuickStart.Output;

/// <summary>The figures of the customers of one outlet.</summary>
public sealed class OutletFigures
{
    /// <summary>The number of customers.</summary>
    public int Customers { get; private set; }

    /// <summary>Their past and future value.</summary>
    public decimal Value { get; private set; }

    /// <summary>Their number by stage.</summary>
    public Dictionary<Stage, int> Stages { get; } = [];

    /// <summary>Adds a customer.</summary>
    public void Add(Stage stage, decimal value)
    {
        Customers++;
        Value += value;
        Stages[stage] = Stages.GetValueOrDefault(stage) + 1;
    }

    /// <summary>Adds the customers of another outlet.</summary>
    public void Add(OutletFigures other)
    {
        Customers += other.Customers;
        Value += other.Value;
        foreach (var (stage, count) in other.Stages)
        {
            Stages[stage] = Stages.GetValueOrDefault(stage) + count;
        }
    }
}
