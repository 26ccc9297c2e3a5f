using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Decisions on identity, a file each.</summary>
internal sealed class JsonLineage(JsonUnitOfWork unitOfWork) : ILineage
{
    public Task AppendAsync(LineageEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        unitOfWork.Append(entry);
        return Task.CompletedTask;
    }

    public Task<LineageEntry?> FindAsync(Id<LineageEntry> id, CancellationToken cancellationToken = default) =>
        Task.FromResult(unitOfWork.Committed.Find<LineageEntry>(PathOf(id)));

    public Task<IReadOnlyList<LineageEntry>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        List(entry => entry.Customer == customer || entry.Other == customer);

    public Task<IReadOnlyList<LineageEntry>> ListCannotLinkAsync(CancellationToken cancellationToken = default) =>
        List(entry => entry.Kind is LineageKind.Split or LineageKind.Unmerged);

    public Task<Id<Customer>?> ResolveIdAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        Task.FromResult(unitOfWork.Committed.Current(customer));

    public static string PathOf(Id<LineageEntry> id) => FileNames.Of("lineage", id.Value);

    public static IReadOnlyList<LineageEntry> List(StoreState state, Func<LineageEntry, bool> isMeant) =>
        [.. state.All<LineageEntry>().Where(isMeant).OrderBy(entry => entry.At).ThenBy(entry => entry.Id)];

    private Task<IReadOnlyList<LineageEntry>> List(Func<LineageEntry, bool> isMeant) => Task.FromResult(List(unitOfWork.Committed, isMeant));
}
