using AutoCrm.Timeline;

namespace CoffeeCorner;

/// <summary>How large a cup is.</summary>
public enum CupSize
{
    /// <summary>A small cup.</summary>
    Small,

    /// <summary>A large cup.</summary>
    Large,
}

/// <summary>A customer had a coffee. Blend, size and cups are members of its own, which every store keeps.</summary>
public sealed record CoffeeTaken : CustomerEvent
{
    /// <summary>The kind <c>coffee_taken</c>. The kinds of AutoCrm take the places 1 to 21 among events of one instant.</summary>
    public static EventKind Definition { get; } = new("coffee_taken", 100, () => new CoffeeTaken())
    {
        ValueComponent = "cost_to_serve",

        // A drink does not identify a person, so it may stay after an erasure.
        EraseOwnMembers = taken => taken,
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;

    /// <summary>The blend, such as <c>Yunnan</c>.</summary>
    public string? Blend { get; init; }

    /// <summary>The size.</summary>
    public CupSize Size { get; init; }

    /// <summary>How many cups. Default: 1.</summary>
    public int Cups { get; init; } = 1;
}
