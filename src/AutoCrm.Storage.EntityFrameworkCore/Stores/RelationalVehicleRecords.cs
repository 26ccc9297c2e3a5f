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
}
