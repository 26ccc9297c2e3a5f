using AutoCrm.Customers;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using CustomAdapter.Files;
using NodaTime;

namespace CustomAdapter.Stores;

/// <summary>Reads customers as of one commit.</summary>
internal sealed class JsonProfileReader(JsonFileStore store) : IProfileReader
{
    public Task<IReadOnlyList<StoredCustomer>> ReadAsync(
        IReadOnlyCollection<Id<Customer>> customers, Instant asOf, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        var state = store.State;
        return Task.FromResult<IReadOnlyList<StoredCustomer>>(
        [
            .. customers.Select(state.Current).OfType<Id<Customer>>().Distinct()
                .Select(state.CustomerOf).OfType<Customer>()
                .Select(customer => new StoredCustomer(
                    customer,
                    [.. state.RecordsOf(customer.Id).Select(known => known.Record)],
                    JsonTimeline.History(state, customer.Id, asOf, null) ?? CustomerHistory.Of(customer.Id, asOf, [], asOf),
                    JsonAssessmentStore.Find(state, customer.Id),
                    JsonLineage.List(state, entry => entry.Customer == customer.Id || entry.Other == customer.Id))),
        ]);
    }

    public Task<IReadOnlyList<NamedCustomer>> ListByNameAsync(
        string prefix, NamedCustomer? after, int limit, CancellationToken cancellationToken = default) => Task.FromResult(NamedCustomer.List(
            store.State.All<AggregateDocument>().Where(document => document.Kind == Customer.Definition.Name).Select(document => (Customer)Customer.Definition.Restore(document)),
            prefix,
            after,
            limit));
}
