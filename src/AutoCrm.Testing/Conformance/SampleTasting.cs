using AutoCrm.Timeline;

namespace AutoCrm.Testing.Conformance;

/// <summary>How a coffee was roasted.</summary>
public enum SampleRoast
{
    /// <summary>Light.</summary>
    Light,

    /// <summary>Dark.</summary>
    Dark,
}

/// <summary>An event as a plug-in brings it, with members of its own. Hosts under test register <see cref="Definition"/>.</summary>
public sealed record SampleTasting : CustomerEvent
{
    /// <summary>The kind <c>sample_tasting</c>.</summary>
    public static EventKind Definition { get; } = new("sample_tasting", 100, () => new SampleTasting());

    /// <inheritdoc/>
    public override EventKind Kind => Definition;

    /// <summary>How the coffee was roasted.</summary>
    public SampleRoast Roast { get; init; }

    /// <summary>What a cup would cost.</summary>
    public decimal? Price { get; init; }

    /// <summary>What it tasted of.</summary>
    public IReadOnlyList<string> Flavours { get; init; } = [];

    /// <summary>The cup it came in.</summary>
    public SampleCup? Cup { get; init; }
}

/// <summary>A part of an event.</summary>
/// <param name="Millilitres">How much it holds.</param>
/// <param name="Colour">Its colour.</param>
public sealed record SampleCup(int Millilitres, string? Colour);
