using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Imports the rows of a file in one transaction.</summary>
internal sealed class RelationalImportStore(RelationalDatabase database) : IImportStore
{
    public async Task<IImportTransaction> BeginAsync(CancellationToken cancellationToken = default) =>
        new Transaction(await database.BeginAsync(cancellationToken).ConfigureAwait(false));

    private sealed class Transaction(IStoreTransaction transaction) : IImportTransaction
    {
        public Task<IReadOnlyList<UpsertResult>> UpsertAsync<T>(
            IReadOnlyList<T> aggregates, Func<T, T, T?> merge, CancellationToken cancellationToken = default)
            where T : AggregateRoot => transaction.UpsertAsync(aggregates, merge, cancellationToken).AsTask();

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<SourceRecord> records, CancellationToken cancellationToken = default) =>
            transaction.PutAsync(records, cancellationToken).AsTask();

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<VehicleRecord> vehicles, CancellationToken cancellationToken = default) =>
            transaction.PutAsync(vehicles, cancellationToken).AsTask();

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<CustomerEvent> events, CancellationToken cancellationToken = default) =>
            transaction.AppendAsync(events, cancellationToken).AsTask();

        public Task CommitAsync(CancellationToken cancellationToken = default) => transaction.CommitAsync(cancellationToken).AsTask();

        public ValueTask DisposeAsync() => transaction.DisposeAsync();
    }
}
