using AutoCrm.SharedKernel;

namespace AutoCrm.Vehicles;

/// <summary>The vehicle records of all source systems.</summary>
public interface IVehicleRecords
{
    /// <summary>Lists the records of these vehicles, ordered by VIN, then by system. Vehicles without a record are omitted.</summary>
    Task<IReadOnlyList<VehicleRecord>> FindAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default);

    /// <summary>Lists the records with a licence plate as it is stated now, ordered by VIN, then by system.</summary>
    /// <param name="plate">The plate; its normalized form is compared.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    Task<IReadOnlyList<VehicleRecord>> ListByPlateAsync(LicencePlate plate, CancellationToken cancellationToken = default);

    /// <summary>Lists the previous versions of a record, latest first.</summary>
    Task<IReadOnlyList<VehicleRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default);
}
