using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>What the systems say of vehicles, a file per vehicle.</summary>
internal sealed class JsonVehicleRecords(JsonFileStore store) : IVehicleRecords
{
    public Task<IReadOnlyList<VehicleRecord>> FindAsync(IReadOnlyCollection<Vin> vehicles, CancellationToken cancellationToken = default)
    {
        var state = store.State;
        return Task.FromResult<IReadOnlyList<VehicleRecord>>(
        [
            .. vehicles.Distinct().Order()
                .SelectMany(vin => (state.Find<VehicleDocument>(PathOf(vin))?.Records ?? []).OrderBy(record => record.Source)),
        ]);
    }

    public Task<IReadOnlyList<VehicleRecord>> ListByPlateAsync(LicencePlate plate, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<VehicleRecord>>(
        [
            .. store.State.All<VehicleDocument>().SelectMany(known => known.Records)
                .Where(record => LicencePlate.TryParse(record.Plate, null, out var stated) && stated == plate)
                .OrderBy(record => record.Vin)
                .ThenBy(record => record.Source),
        ]);

    public Task<IReadOnlyList<VehicleRecord>> ListPreviousVersionsAsync(SourceRef source, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<VehicleRecord>>(
            [.. store.State.All<VehicleDocument>().SelectMany(known => known.Replaced).Where(earlier => earlier.Source == source).Reverse()]);

    public static string PathOf(Vin vehicle) => $"vehicle-records/{FileNames.Escape(vehicle.Value)}.json";
}
