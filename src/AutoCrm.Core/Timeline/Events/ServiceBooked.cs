namespace AutoCrm.Timeline;

/// <summary>A service appointment was made (预约).</summary>
public sealed record ServiceBooked : CustomerEvent
{
    /// <summary>The kind <c>service_booked</c>.</summary>
    public static EventKind Definition { get; } = new("service_booked", 8, () => new ServiceBooked())
    {
        ValueComponent = "cost_to_serve",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
