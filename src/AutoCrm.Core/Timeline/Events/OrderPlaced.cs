namespace AutoCrm.Timeline;

/// <summary>A vehicle was ordered (订车).</summary>
public sealed record OrderPlaced : CustomerEvent
{
    /// <summary>The kind <c>order_placed</c>.</summary>
    public static EventKind Definition { get; } = new("order_placed", 4, () => new OrderPlaced())
    {
        IsCommercial = true,
        ValueComponent = "vehicle",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
