using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Decisions on identity from the committed state.</summary>
internal sealed class MemoryLineage(MemoryUnitOfWork unitOfWork) : ILineage
{
    public Task AppendAsync(LineageEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        unitOfWork.Append(entry);
        return Task.CompletedTask;
    }

    public Task<LineageEntry?> FindAsync(Id<LineageEntry> id, CancellationToken cancellationToken = default) =>
        Task.FromResult(unitOfWork.Committed.Lineage.Find(entry => entry.Id == id));

    public Task<IReadOnlyList<LineageEntry>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        Task.FromResult(List(unitOfWork.Committed, customer));

    public Task<IReadOnlyList<LineageEntry>> ListCannotLinkAsync(CancellationToken cancellationToken = default) =>
        List(entry => entry.Kind is LineageKind.Split or LineageKind.Unmerged);

    public Task<Id<Customer>?> ResolveIdAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        Task.FromResult(unitOfWork.Committed.Current(customer));

    /// <summary>The decisions that concern a customer, in chronological order.</summary>
    internal static IReadOnlyList<LineageEntry> List(MemoryState state, Id<Customer> customer) =>
        [.. state.Lineage.Where(entry => entry.Customer == customer || entry.Other == customer).OrderBy(entry => entry.At)];

    private Task<IReadOnlyList<LineageEntry>> List(Func<LineageEntry, bool> isMeant) =>
        Task.FromResult<IReadOnlyList<LineageEntry>>([.. unitOfWork.Committed.Lineage.Where(isMeant).OrderBy(entry => entry.At)]);
}
