using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Stores what identity resolution found in one transaction.</summary>
internal sealed class RelationalIdentityBulkStore(RelationalDatabase database) : IIdentityBulkStore
{
    public async Task<IIdentityTransaction> BeginAsync(CancellationToken cancellationToken = default) =>
        new Transaction(await database.BeginAsync(cancellationToken).ConfigureAwait(false));

    private sealed class Transaction(StoreWriter writer) : IIdentityTransaction
    {
        public Task AssignAsync(IReadOnlyList<RecordAssignment> assignments, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.EnsureOpen();
            foreach (var assignment in assignments)
            {
                writer.Assign(assignment);
            }

            return Task.CompletedTask;
        }

        public Task AppendAsync(IReadOnlyList<LineageEntry> entries, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.EnsureOpen();
            foreach (var entry in entries)
            {
                writer.Append(entry);
                if (entry.Kind == LineageKind.Merged)
                {
                    writer.Redirect(entry);
                }
            }

            return Task.CompletedTask;
        }

        public async IAsyncEnumerable<CustomerRecords> StreamStaleAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask.ConfigureAwait(false);
            foreach (var customer in writer.StaleCustomers())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return customer;
            }
        }

        public Task ApplyAsync(
            IReadOnlyList<(Id<Customer> Customer, GoldenRecord GoldenRecord)> descriptions, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.EnsureOpen();
            writer.Describe(descriptions);
            return Task.CompletedTask;
        }

        public Task CommitAsync(CancellationToken cancellationToken = default)
        {
            writer.Commit();
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            writer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
