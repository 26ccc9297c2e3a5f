namespace AutoCrm.Timeline;

/// <summary>The customer sold, traded in or scrapped a vehicle (置换/报废).</summary>
public sealed record VehicleDisposed : CustomerEvent
{
    /// <summary>The kind <c>vehicle_disposed</c>.</summary>
    public static EventKind Definition { get; } = new("vehicle_disposed", 7, () => new VehicleDisposed())
    {
        ValueComponent = "trade_in",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
