namespace AutoCrm.Timeline;

/// <summary>A person showed interest in a vehicle (线索).</summary>
public sealed record LeadReceived : CustomerEvent
{
    /// <summary>The kind <c>lead_received</c>.</summary>
    public static EventKind Definition { get; } = new("lead_received", 1, () => new LeadReceived())
    {
        IsCommercial = true,
        ValueComponent = "cost_to_acquire",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
