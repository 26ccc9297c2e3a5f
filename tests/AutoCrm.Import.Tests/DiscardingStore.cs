using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Import.Tests;

/// <summary>Keeps nothing, so that what an import itself holds in memory can be measured.</summary>
internal sealed class DiscardingStore : IImportStore, IImportTransaction
{
    public Task<IImportTransaction> BeginAsync(CancellationToken cancellationToken = default) => Task.FromResult<IImportTransaction>(this);

    public Task<IReadOnlyList<UpsertResult>> UpsertAsync<T>(IReadOnlyList<T> aggregates, Func<T, T, T?> merge, CancellationToken cancellationToken = default)
        where T : AggregateRoot => AddedAsync(aggregates.Count);

    public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<SourceRecord> records, CancellationToken cancellationToken = default) => AddedAsync(records.Count);

    public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<VehicleRecord> vehicles, CancellationToken cancellationToken = default) => AddedAsync(vehicles.Count);

    public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<CustomerEvent> events, CancellationToken cancellationToken = default) => AddedAsync(events.Count);

    public Task CommitAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Task<IReadOnlyList<UpsertResult>> AddedAsync(int count) =>
        Task.FromResult<IReadOnlyList<UpsertResult>>([.. Enumerable.Repeat(UpsertResult.Added, count)]);
}
