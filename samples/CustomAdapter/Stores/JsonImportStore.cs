using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Stores the rows of an imported file in one draft.</summary>
internal sealed class JsonImportStore(JsonFileStore store, AggregateFormat<Outlet> outlets) : IImportStore
{
    public async Task<IImportTransaction> BeginAsync(CancellationToken cancellationToken = default) =>
        new Transaction(await store.BeginAsync(cancellationToken).ConfigureAwait(false), outlets);

    private sealed class Transaction(StoreDraft draft, AggregateFormat<Outlet> format) : IImportTransaction
    {
        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<Outlet> outlets, CancellationToken cancellationToken = default) =>
            Each(outlets, Write);

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<SourceRecord> records, CancellationToken cancellationToken = default) =>
            Each(records, draft.Put);

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<VehicleRecord> vehicles, CancellationToken cancellationToken = default) =>
            Each(vehicles, Write);

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<CustomerEvent> events, CancellationToken cancellationToken = default) =>
            Each(events, draft.Append);

        public Task CommitAsync(CancellationToken cancellationToken = default)
        {
            draft.Commit();
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            draft.Dispose();
            return ValueTask.CompletedTask;
        }

        private Task<IReadOnlyList<UpsertResult>> Each<TRow>(IReadOnlyList<TRow> rows, Func<TRow, UpsertResult> write)
        {
            draft.EnsureOpen();
            return Task.FromResult<IReadOnlyList<UpsertResult>>([.. rows.Select(write)]);
        }

        private UpsertResult Write(Outlet outlet)
        {
            if (draft.Find<OutletState>(FileNames.Of(format.Folder, outlet.Key)) is not { } known)
            {
                draft.Add(outlet, format);
                return UpsertResult.Added;
            }

            // Opening hours are the host's own; no file speaks of them.
            var customerEvent = outlet.ToState() with { Version = known.Version, Calendar = known.Calendar };
            if (customerEvent == known)
            {
                return UpsertResult.Unchanged;
            }

            draft.Update(Outlet.Restore(customerEvent), format);
            return UpsertResult.Replaced;
        }

        private UpsertResult Write(VehicleRecord vehicle)
        {
            vehicle = vehicle with { RecordedAt = StoreDraft.Truncate(vehicle.RecordedAt) };
            var path = JsonVehicleRecords.PathOf(vehicle.Vin);
            var ofVehicle = draft.Find<VehicleDocument>(path) ?? new VehicleDocument([], []);
            var known = ofVehicle.Records.FirstOrDefault(other => other.Source == vehicle.Source);
            if (known is not null && known with { RecordedAt = vehicle.RecordedAt } == vehicle)
            {
                return UpsertResult.Unchanged;
            }

            draft.Put(path, new VehicleDocument(
                [.. ofVehicle.Records.Where(other => other != known), vehicle],
                known is null ? ofVehicle.Replaced : [.. ofVehicle.Replaced, known]));
            return known is null ? UpsertResult.Added : UpsertResult.Replaced;
        }
    }
}
