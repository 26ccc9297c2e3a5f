namespace AutoCrm.Vehicles;

/// <summary>The vehicle records of all source systems.</summary>
public interface IVehicleRecords
{
    /// <summary>Lists the records of these vehicles, ordered by VIN, then by system. Vehicles without a record are omitted.</summary>
    Task<IReadOnlyList<VehicleRecord>> FindAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default);
}
