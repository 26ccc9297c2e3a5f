using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Stores the rows of an imported file in one draft.</summary>
internal sealed class JsonImportStore(JsonFileStore store, AggregateDefinitions definitions) : IImportStore
{
    public async Task<IImportTransaction> BeginAsync(CancellationToken cancellationToken = default) =>
        new Transaction(await store.BeginAsync(cancellationToken).ConfigureAwait(false), definitions);

    private sealed class Transaction(StoreDraft draft, AggregateDefinitions definitions) : IImportTransaction
    {
        public Task<IReadOnlyList<UpsertResult>> UpsertAsync<T>(
            IReadOnlyList<T> aggregates, Func<T, T, T?> merge, CancellationToken cancellationToken = default)
            where T : AggregateRoot
        {
            var definition = definitions.Get<T>();
            return Each(aggregates, aggregate => Upsert(definition, aggregate, merge));
        }

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

        private UpsertResult Upsert<T>(AggregateDefinition<T> definition, T aggregate, Func<T, T, T?> merge)
            where T : AggregateRoot
        {
            if (draft.Find<AggregateDocument>(AggregateChanges.PathOf(definition, aggregate.Key)) is not { } known)
            {
                draft.Apply(new AggregateChange(definition, aggregate, AggregateChangeKind.Add));
                return UpsertResult.Added;
            }

            if (AggregateMerge.Decide(definition, (T)definition.Restore(known), aggregate, merge) is not { } change)
            {
                return UpsertResult.Unchanged;
            }

            draft.KeepReplaced(known);
            draft.Apply(change);
            return UpsertResult.Replaced;
        }

        private UpsertResult Write(VehicleRecord vehicle)
        {
            vehicle = StoredForm.Of(vehicle);
            var path = JsonVehicleRecords.PathOf(vehicle.Vin);
            var ofVehicle = draft.Find<VehicleDocument>(path) ?? new VehicleDocument([], []);
            var known = ofVehicle.Records.FirstOrDefault(other => other.Source == vehicle.Source);
            vehicle = known is null ? vehicle : ErasedForm.Apply(known, vehicle);
            if (known is not null && ofVehicle.Replaced.Where(earlier => earlier.RecordedAt == known.RecordedAt).Append(known).Any(
                earlier => earlier with { RecordedAt = vehicle.RecordedAt } == vehicle))
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
