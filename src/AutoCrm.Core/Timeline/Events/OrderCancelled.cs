namespace AutoCrm.Timeline;

/// <summary>An order was cancelled (退订); it refers to the order.</summary>
public sealed record OrderCancelled : CustomerEvent
{
    /// <summary>The kind <c>order_cancelled</c>.</summary>
    public static EventKind Definition { get; } = new("order_cancelled", 5, () => new OrderCancelled())
    {
        ValueComponent = "vehicle",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
