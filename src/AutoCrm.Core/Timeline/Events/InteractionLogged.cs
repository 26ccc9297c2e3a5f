namespace AutoCrm.Timeline;

/// <summary>A contact in either direction that is none of the other kinds (互动).</summary>
public sealed record InteractionLogged : CustomerEvent
{
    /// <summary>The kind <c>interaction_logged</c>.</summary>
    public static EventKind Definition { get; } = new("interaction_logged", 13, () => new InteractionLogged())
    {
        IsConversation = true,
        ValueComponent = "cost_to_serve",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;

    /// <summary>Whether the customer began it.</summary>
    public bool IsInbound => Direction == Timeline.Direction.In;
}
