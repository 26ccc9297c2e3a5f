using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Stores the result of identity resolution in one transaction.</summary>
internal sealed class RelationalIdentityBulkStore(RelationalDatabase database) : IIdentityBulkStore
{
    public async Task<IIdentityTransaction> BeginAsync(CancellationToken cancellationToken = default) =>
        new Transaction(await database.BeginAsync(cancellationToken).ConfigureAwait(false));

    private sealed class Transaction(IStoreTransaction transaction) : IIdentityTransaction
    {
        public Task AssignAsync(IReadOnlyList<RecordAssignment> assignments, CancellationToken cancellationToken = default) =>
            transaction.AssignAsync(assignments, cancellationToken).AsTask();

        public async Task AppendAsync(IReadOnlyList<LineageEntry> entries, CancellationToken cancellationToken = default)
        {
            await transaction.AppendAsync(entries, cancellationToken).ConfigureAwait(false);
            await transaction.RedirectAsync([.. entries.Where(entry => entry.Kind == LineageKind.Merged)], cancellationToken).ConfigureAwait(false);
        }

        public IAsyncEnumerable<CustomerRecords> StreamStaleAsync(CancellationToken cancellationToken = default) =>
            transaction.StreamStaleAsync(cancellationToken);

        public Task<IReadOnlyList<AppliedGoldenRecord>> ApplyAsync(
            IReadOnlyList<(Id<Customer> Customer, GoldenRecord GoldenRecord)> goldenRecords, CancellationToken cancellationToken = default) =>
            transaction.ApplyAsync(goldenRecords, cancellationToken).AsTask();

        public Task PublishAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken = default) =>
            transaction.PublishAsync(messages, cancellationToken).AsTask();

        public Task CommitAsync(CancellationToken cancellationToken = default) => transaction.CommitAsync(cancellationToken).AsTask();

        public ValueTask DisposeAsync() => transaction.DisposeAsync();
    }
}
