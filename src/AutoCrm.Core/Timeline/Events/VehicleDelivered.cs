namespace AutoCrm.Timeline;

/// <summary>A vehicle was delivered to the customer (交车), who owns it from then on.</summary>
public sealed record VehicleDelivered : CustomerEvent
{
    /// <summary>The kind <c>vehicle_delivered</c>.</summary>
    public static EventKind Definition { get; } = new("vehicle_delivered", 6, () => new VehicleDelivered())
    {
        IsPurchase = true,
        ValueComponent = "vehicle",
        NeedsVehicle = true,
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
