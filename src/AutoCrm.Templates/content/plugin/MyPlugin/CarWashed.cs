using AutoCrm.Timeline;

namespace MyPlugin;

/// <summary>A car was washed. The program is a member of its own, which every store keeps.</summary>
public sealed record CarWashed : CustomerEvent
{
    /// <summary>The kind <c>car_washed</c>.</summary>
    public static EventKind Definition { get; } = new("car_washed", 100, () => new CarWashed())
    {
        // The program says nothing about a person who was erased.
        EraseOwnMembers = washed => washed,
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;

    /// <summary>The wash program, such as <c>basic</c>.</summary>
    public string? Program { get; init; }
}
