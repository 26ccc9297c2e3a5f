using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Stores what identity resolution found in one draft.</summary>
internal sealed class MemoryIdentityBulkStore(MemoryStore store) : IIdentityBulkStore
{
    public async Task<IIdentityTransaction> BeginAsync(CancellationToken cancellationToken = default) =>
        new Transaction(await store.BeginAsync(cancellationToken).ConfigureAwait(false));

    private sealed class Transaction(MemoryDraft draft) : IIdentityTransaction
    {
        public Task AssignAsync(IReadOnlyList<RecordAssignment> assignments, CancellationToken cancellationToken = default)
        {
            draft.EnsureOpen();
            foreach (var assignment in assignments)
            {
                draft.Assign(assignment);
            }

            return Task.CompletedTask;
        }

        public Task AppendAsync(IReadOnlyList<LineageEntry> entries, CancellationToken cancellationToken = default)
        {
            draft.EnsureOpen();
            foreach (var entry in entries)
            {
                draft.Append(entry);
                if (entry.Kind == LineageKind.Merged)
                {
                    draft.Redirect(entry);
                }
            }

            return Task.CompletedTask;
        }

        public async IAsyncEnumerable<CustomerRecords> StreamStaleAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask.ConfigureAwait(false);
            foreach (var customer in draft.StaleCustomers())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return customer;
            }
        }

        public Task<IReadOnlyList<AppliedGoldenRecord>> ApplyAsync(
            IReadOnlyList<(Id<Customer> Customer, GoldenRecord GoldenRecord)> descriptions, CancellationToken cancellationToken = default)
        {
            draft.EnsureOpen();
            return Task.FromResult<IReadOnlyList<AppliedGoldenRecord>>(
                [.. descriptions.Select(description => draft.ApplyGoldenRecord(description.Customer, description.GoldenRecord))]);
        }

        public Task PublishAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken = default)
        {
            draft.EnsureOpen();
            foreach (var message in messages)
            {
                draft.Publish(message);
            }

            return Task.CompletedTask;
        }

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
    }
}
