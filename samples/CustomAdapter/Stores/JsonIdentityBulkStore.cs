using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Stores what identity resolution found in one draft.</summary>
internal sealed class JsonIdentityBulkStore(JsonFileStore store) : IIdentityBulkStore
{
    public async Task<IIdentityTransaction> BeginAsync(CancellationToken cancellationToken = default) =>
        new Transaction(await store.BeginAsync(cancellationToken).ConfigureAwait(false));

    private sealed class Transaction(StoreDraft draft) : IIdentityTransaction
    {
        public Task AssignAsync(IReadOnlyList<RecordAssignment> assignments, CancellationToken cancellationToken = default) =>
            Each(assignments, draft.Assign);

        public Task AppendAsync(IReadOnlyList<LineageEntry> entries, CancellationToken cancellationToken = default) => Each(entries, entry =>
        {
            draft.Put(JsonLineage.PathOf(entry.Id), entry);
            if (entry is { Kind: LineageKind.Merged, Other: { } absorbed })
            {
                draft.Apply(CustomerMerge.Redirect(Find(absorbed), entry));
            }
        });

        public async IAsyncEnumerable<CustomerRecords> StreamStaleAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask.ConfigureAwait(false);
            var waiting = draft.All<StaleDocument>().Select(document => document.Customer).Order().ToList();
            var consents = draft.All<EventDocument>().Select(known => known.Current).OfType<ConsentChanged>().ToLookup(consent => consent.Record);
            var records = draft.All<RecordDocument>().Where(known => known.Customer is not null).ToLookup(known => known.Customer!.Value);
            foreach (var customer in waiting.Where(records.Contains))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var ofCustomer = records[customer].Select(known => known.Record).OrderBy(record => record.Source).ToList();
                yield return new CustomerRecords(customer, ofCustomer) { Consents = [.. ofCustomer.SelectMany(record => consents[record.Source])] };
            }
        }

        public async Task<IReadOnlyList<AppliedGoldenRecord>> ApplyAsync(
            IReadOnlyList<(Id<Customer> Customer, GoldenRecord GoldenRecord)> descriptions, CancellationToken cancellationToken = default)
        {
            var applied = new List<AppliedGoldenRecord>();
            await Each(descriptions, stale =>
            {
                var isNew = draft.Find<AggregateDocument>(AggregateChanges.PathOf(Customer.Definition, stale.Customer.Value)) is null;
                Change(stale.Customer, stale.GoldenRecord.Kind, customer =>
                {
                    if (customer.Erasure is null)
                    {
                        customer.ApplyGoldenRecord(stale.GoldenRecord);
                    }

                    applied.Add(new AppliedGoldenRecord(isNew, customer.DomainEvents));
                });
                draft.Remove(FileNames.Of("stale", stale.Customer.Value));
            }).ConfigureAwait(false);
            return applied;
        }

        public Task PublishAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken = default)
        {
            draft.EnsureOpen();
            draft.Publish(messages);
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

        private Task Each<TItem>(IReadOnlyList<TItem> items, Action<TItem> change)
        {
            draft.EnsureOpen();
            foreach (var item in items)
            {
                change(item);
            }

            return Task.CompletedTask;
        }

        private Customer? Find(Id<Customer> id) =>
            draft.Find<AggregateDocument>(AggregateChanges.PathOf(Customer.Definition, id.Value)) is { } known ? (Customer)Customer.Definition.Restore(known) : null;

        /// <summary>Changes a customer, or makes it.</summary>
        private void Change(Id<Customer> id, CustomerKind kind, Action<Customer> change)
        {
            var known = Find(id);
            var customer = known ?? new Customer(id, kind);
            change(customer);
            draft.Apply(new AggregateChange(Customer.Definition, customer, known is null ? AggregateChangeKind.Add : AggregateChangeKind.Update));
        }
    }
}
