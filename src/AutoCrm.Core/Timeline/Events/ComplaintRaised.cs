namespace AutoCrm.Timeline;

/// <summary>The customer complained (投诉).</summary>
public sealed record ComplaintRaised : CustomerEvent
{
    /// <summary>The kind <c>complaint_raised</c>.</summary>
    public static EventKind Definition { get; } = new("complaint_raised", 15, () => new ComplaintRaised())
    {
        IsConversation = true,
        ValueComponent = "cost_to_serve",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
