namespace AutoCrm.Vehicles;

/// <summary>What the systems say of vehicles.</summary>
public interface IVehicleRecords
{
    /// <summary>The records of these vehicles, ordered by VIN, then by system. Vehicles nobody described are missing.</summary>
    Task<IReadOnlyList<VehicleRecord>> FindAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default);
}
