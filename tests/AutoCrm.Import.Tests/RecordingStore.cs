using Ardalis.Specification;
using AutoCrm.Identity;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Import.Tests;

/// <summary>Records what an import stores, with the guarantees of <see cref="IImportStore"/>; uncommitted rows are discarded.</summary>
internal sealed class RecordingStore : IImportStore, IReadRepository<Outlet>
{
    public Dictionary<string, Outlet> Outlets { get; private set; } = [];

    public Dictionary<SourceRef, SourceRecord> Records { get; private set; } = [];

    public Dictionary<SourceRef, VehicleRecord> Vehicles { get; private set; } = [];

    public Dictionary<SourceRef, CustomerEvent> Events { get; private set; } = [];

    public List<string> Written { get; } = [];

    public Task<IImportTransaction> BeginAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IImportTransaction>(new Transaction(this));

    public Task<Outlet?> GetByIdAsync(Id<Outlet> id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Outlet?> FirstOrDefaultAsync(ISpecification<Outlet> specification, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Outlet>> ListAsync(ISpecification<Outlet> specification, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<Outlet>>([.. Outlets.Values]);

    public Task<IReadOnlyList<TResult>> ListAsync<TResult>(ISpecification<Outlet, TResult> specification, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<int> CountAsync(ISpecification<Outlet> specification, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> AnyAsync(ISpecification<Outlet> specification, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private sealed class Transaction(RecordingStore store) : IImportTransaction
    {
        private readonly Dictionary<string, Outlet> outlets = new(store.Outlets);
        private readonly Dictionary<SourceRef, SourceRecord> records = new(store.Records);
        private readonly Dictionary<SourceRef, VehicleRecord> vehicles = new(store.Vehicles);
        private readonly Dictionary<SourceRef, CustomerEvent> events = new(store.Events);

        public Task<IReadOnlyList<UpsertResult>> UpsertAsync<T>(
            IReadOnlyList<T> rows, Func<T, T, T?> merge, CancellationToken cancellationToken = default)
            where T : AggregateRoot => Put([.. rows.Cast<Outlet>()], outlets, row => row.Code.Value, (one, other) => other.ReplacedBy(one) is null);

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<SourceRecord> rows, CancellationToken cancellationToken = default) =>
            Put(rows, records, row => row.Source, (one, other) => one.HasSameContentAs(other));

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<VehicleRecord> rows, CancellationToken cancellationToken = default) =>
            Put(rows, vehicles, row => row.Source, (one, other) => one with { RecordedAt = other.RecordedAt } == other);

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<CustomerEvent> rows, CancellationToken cancellationToken = default) =>
            Put(rows, events, row => row.Source, (one, other) => one.HasSameContentAs(other), row => records.ContainsKey(row.Record));

        public Task CommitAsync(CancellationToken cancellationToken = default)
        {
            (store.Outlets, store.Records, store.Vehicles, store.Events) = (outlets, records, vehicles, events);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private Task<IReadOnlyList<UpsertResult>> Put<TKey, TRow>(
            IReadOnlyList<TRow> rows, Dictionary<TKey, TRow> known, Func<TRow, TKey> key, Func<TRow, TRow, bool> same, Func<TRow, bool>? hasRecord = null)
            where TKey : notnull
        {
            store.Written.Add(typeof(TRow).Name);
            var outcomes = new List<UpsertResult>();
            foreach (var row in rows)
            {
                if (hasRecord?.Invoke(row) == false)
                {
                    outcomes.Add(UpsertResult.UnknownReference);
                    continue;
                }

                outcomes.Add(!known.TryGetValue(key(row), out var before) ? UpsertResult.Added : same(row, before) ? UpsertResult.Unchanged : UpsertResult.Replaced);
                known[key(row)] = row;
            }

            return Task.FromResult<IReadOnlyList<UpsertResult>>(outcomes);
        }
    }
}
