using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Vehicle records from the committed state.</summary>
internal sealed class MemoryVehicleRecords(MemoryStore store) : IVehicleRecords
{
    public Task<IReadOnlyList<VehicleRecord>> FindAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default)
    {
        var state = store.State;
        return Task.FromResult<IReadOnlyList<VehicleRecord>>(
        [
            .. vehicles.Distinct().Order()
                .SelectMany(vin => (state.Vehicles.GetValueOrDefault(vin) ?? []).OrderBy(record => record.Source)),
        ]);
    }

    public Task<IReadOnlyList<VehicleRecord>> ListByPlateAsync(LicencePlate plate, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<VehicleRecord>>(
        [
            .. store.State.Vehicles.Values.SelectMany(records => records)
                .Where(record => LicencePlate.TryParse(record.Plate, null, out var stated) && stated == plate)
                .OrderBy(record => record.Vin)
                .ThenBy(record => record.Source),
        ]);

    public Task<IReadOnlyList<VehicleRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<VehicleRecord>>([.. store.State.Replaced.OfType<VehicleRecord>().Where(earlier => earlier.Source == source).Reverse()]);
}
