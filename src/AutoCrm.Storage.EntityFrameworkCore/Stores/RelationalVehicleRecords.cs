using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>What the systems say of vehicles, from its rows.</summary>
internal sealed class RelationalVehicleRecords(RelationalDatabase database) : IVehicleRecords
{
    public async Task<IReadOnlyList<VehicleRecord>> FindAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var rows = new VehicleRows(session);
        return [.. vehicles.Distinct().Order().SelectMany(rows.Of)];
    }

    public async Task<IReadOnlyList<VehicleRecord>> ListByPlateAsync(LicencePlate plate, CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new VehicleRows(session).WithPlate(plate);
    }

    public async Task<IReadOnlyList<VehicleRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return session.Systems.Find(source.System) is { } system ? new ReplacedRows(session).Of<VehicleRecord>(ReplacedRows.Vehicle, system, source.Key) : [];
    }
}
