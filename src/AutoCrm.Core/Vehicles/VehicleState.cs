namespace AutoCrm.Vehicles;

/// <summary>The state of a vehicle as values, for stores outside AutoCrm. The id is derived from the VIN.</summary>
public sealed record VehicleState
{
    /// <inheritdoc cref="Vehicle.Vin"/>
    public required Vin Vin { get; init; }

    /// <summary>The version: how often the vehicle has been stored.</summary>
    public required int Version { get; init; }

    /// <summary>The text of the current licence plate.</summary>
    public string? Plate { get; init; }

    /// <inheritdoc cref="Vehicle.Ownership"/>
    public IReadOnlyList<OwnershipPeriod> Ownership { get; init; } = [];

    /// <inheritdoc cref="Vehicle.Odometer"/>
    public IReadOnlyList<OdometerReading> Odometer { get; init; } = [];
}
