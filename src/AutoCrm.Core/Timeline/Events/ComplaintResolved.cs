namespace AutoCrm.Timeline;

/// <summary>A complaint was resolved; it refers to the complaint.</summary>
public sealed record ComplaintResolved : CustomerEvent
{
    /// <summary>The kind <c>complaint_resolved</c>.</summary>
    public static EventKind Definition { get; } = new("complaint_resolved", 16, () => new ComplaintResolved())
    {
        IsConversation = true,
        ValueComponent = "cost_to_serve",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
