using AutoCrm.SharedKernel;

namespace AutoCrm.Vehicles;

/// <summary>The vehicle records of all source systems.</summary>
public interface IVehicleRecords
{
    /// <summary>Lists the records of these vehicles, ordered by VIN, then by system. Vehicles without a record are omitted.</summary>
    Task<IReadOnlyList<VehicleRecord>> FindAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default);

    /// <summary>Lists the previous versions of a record, latest first.</summary>
    Task<IReadOnlyList<VehicleRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default);
}
