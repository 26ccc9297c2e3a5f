namespace AutoCrm.Timeline;

/// <summary>Parts or accessories were sold over the counter (配件).</summary>
public sealed record PartsSold : CustomerEvent
{
    /// <summary>The kind <c>parts_sold</c>.</summary>
    public static EventKind Definition { get; } = new("parts_sold", 10, () => new PartsSold())
    {
        IsPurchase = true,
        ValueComponent = "accessories",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
