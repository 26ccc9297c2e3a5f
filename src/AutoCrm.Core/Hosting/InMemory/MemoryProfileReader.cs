using AutoCrm.Customers;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Reads customers from one committed state.</summary>
internal sealed class MemoryProfileReader(MemoryStore store) : IProfileReader
{
    public Task<IReadOnlyList<StoredCustomer>> ReadAsync(
        IReadOnlyCollection<Id<Customer>> customers, Instant asOf, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        var state = store.State;
        var aggregates = state.AggregatesOf(typeof(Customer));
        return Task.FromResult<IReadOnlyList<StoredCustomer>>(
        [
            .. customers.Select(state.Current).OfType<Id<Customer>>().Distinct()
                .Where(customer => aggregates.ContainsKey(customer.Value))
                .Select(customer => new StoredCustomer(
                    (Customer)aggregates[customer.Value].CreateCopy(),
                    [.. state.RecordsOf(customer)],
                    MemoryTimeline.History(state, customer, asOf, null) ?? CustomerHistory.Of(customer, asOf, [], asOf),
                    state.Assessments.GetValueOrDefault(customer)?.Stored,
                    MemoryLineage.List(state, customer))),
        ]);
    }

    public Task<IReadOnlyList<NamedCustomer>> ListByNameAsync(
        string prefix, NamedCustomer? after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(NamedCustomer.List(store.State.AggregatesOf(typeof(Customer)).Values.Select(stored => (Customer)stored.Instance), prefix, after, limit));
}
