using AutoCrm.Timeline;

namespace AutoCrm.Lifecycle;

/// <summary>A condition on a transition by event, with a name for explanations and diagrams.</summary>
public sealed class Guard
{
    private readonly Func<LifecycleFacts, CustomerEvent, bool> condition;

    /// <summary>Creates a guard.</summary>
    /// <param name="name">A name such as <c>first delivery</c>.</param>
    /// <param name="condition">The condition, evaluated on the facts up to and including the event.</param>
    public Guard(string name, Func<LifecycleFacts, CustomerEvent, bool> condition)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(condition);
        Name = name;
        this.condition = condition;
    }

    /// <summary>The delivery is the first one of the customer.</summary>
    public static Guard FirstDelivery { get; } = new("first delivery", (facts, _) => facts.Deliveries == 1);

    /// <summary>The delivery is not the first one of the customer.</summary>
    public static Guard LaterDelivery { get; } = new("not the first delivery", (facts, _) => facts.Deliveries > 1);

    /// <summary>The customer has no vehicle left.</summary>
    public static Guard NoVehicleLeft { get; } = new("no vehicle left", (facts, _) => facts.VehiclesOwned == 0);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Whether the condition holds.</summary>
    public bool Holds(LifecycleFacts facts, CustomerEvent customerEvent) => condition(facts, customerEvent);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
