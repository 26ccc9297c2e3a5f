using System.Runtime.CompilerServices;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Snapshots from the committed state.</summary>
internal sealed class MemorySnapshotStore<T>(MemoryStore store, MessageDefinitions messages) : ISnapshotStore<T>
    where T : ISnapshotContent
{
    public Task<Snapshot<T>?> LatestAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        Task.FromResult((Snapshot<T>?)Find(customer)?.Latest);

    public Task<Snapshot<T>?> PreviousAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        Task.FromResult((Snapshot<T>?)Find(customer)?.Previous);

    public async IAsyncEnumerable<Snapshot<T>> StreamAsync(
        CustomerRange range, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var (customer, snapshot) in store.State.SnapshotsOf(typeof(T)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (range.Contains(customer))
            {
                yield return (Snapshot<T>)snapshot.Latest;
            }
        }
    }

    public async Task<int> SaveAsync(
        IReadOnlyList<Snapshot<T>> snapshots,
        Func<Snapshot<T>, Snapshot<T>, IEnumerable<IDomainEvent>> changes,
        CancellationToken cancellationToken = default)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var written = draft.Save(snapshots, (former, latest) => changes(former, latest).Select(messages.Create));
        draft.Commit();
        return written;
    }

    public async Task<int> RemoveMergedAsync(CancellationToken cancellationToken = default)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var removed = draft.RemoveMerged<T>();
        draft.Commit();
        return removed;
    }

    private StoredSnapshot? Find(Id<Customer> customer) => store.State.SnapshotsOf(typeof(T)).GetValueOrDefault(customer);
}
