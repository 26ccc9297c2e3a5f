using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Imports into a draft per file.</summary>
internal sealed class MemoryImportStore(MemoryStore store, AggregateDefinitions definitions) : IImportStore
{
    public async Task<IImportTransaction> BeginAsync(CancellationToken cancellationToken = default) =>
        new Transaction(await store.BeginAsync(cancellationToken).ConfigureAwait(false), definitions);

    private sealed class Transaction(MemoryDraft draft, AggregateDefinitions definitions) : IImportTransaction
    {
        public Task<IReadOnlyList<UpsertResult>> UpsertAsync<T>(
            IReadOnlyList<T> aggregates, Func<T, T, T?> merge, CancellationToken cancellationToken = default)
            where T : AggregateRoot
        {
            var definition = definitions.Get<T>();
            return Write(aggregates, aggregate => draft.Upsert(definition, aggregate, merge));
        }

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<SourceRecord> records, CancellationToken cancellationToken = default) =>
            Write(records, draft.Put);

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<VehicleRecord> vehicles, CancellationToken cancellationToken = default) =>
            Write(vehicles, draft.Write);

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<CustomerEvent> events, CancellationToken cancellationToken = default) =>
            Write(events, draft.Append);

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

        private Task<IReadOnlyList<UpsertResult>> Write<TRow>(IReadOnlyList<TRow> rows, Func<TRow, UpsertResult> write)
        {
            draft.EnsureOpen();
            var outcomes = new UpsertResult[rows.Count];
            for (var i = 0; i < outcomes.Length; i++)
            {
                outcomes[i] = write(rows[i]);
            }

            return Task.FromResult<IReadOnlyList<UpsertResult>>(outcomes);
        }
    }
}
