namespace AutoCrm.Vehicles;

/// <summary>The state of a vehicle. The id follows from the VIN.</summary>
public sealed record VehicleState
{
    /// <inheritdoc cref="Vehicle.Vin"/>
    public required Vin Vin { get; init; }

    /// <summary>The plate as written.</summary>
    public string? Plate { get; init; }

    /// <inheritdoc cref="Vehicle.Ownership"/>
    public IReadOnlyList<OwnershipPeriod> Ownership { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Vehicle.Odometer"/>
    public IReadOnlyList<OdometerReading> Odometer { get; init => field = value ?? []; } = [];
}
