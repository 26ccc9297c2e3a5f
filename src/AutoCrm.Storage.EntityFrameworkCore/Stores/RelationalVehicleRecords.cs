using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>What the systems say of vehicles, from its rows.</summary>
internal sealed class RelationalVehicleRecords(RelationalDatabase database) : IVehicleRecords
{
    public Task<IReadOnlyList<VehicleRecord>> FindAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default) => database.ReadAsync(
        session => new VehicleRows(session).ListAsync([.. vehicles.Distinct().Order()]), cancellationToken);

    public Task<IReadOnlyList<VehicleRecord>> ListByPlateAsync(LicencePlate plate, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => new VehicleRows(session).ListByPlateAsync(plate), cancellationToken);

    public Task<IReadOnlyList<VehicleRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => ReplacedRows.ListVehicleVersionsAsync(session, source), cancellationToken);
}
