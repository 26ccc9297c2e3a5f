using System.Runtime.CompilerServices;
using System.Text.Json;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>The latest snapshot of each customer and the one before, a file per customer and kind.</summary>
internal sealed class JsonSnapshotStore<T>(JsonFileStore store, MessageDefinitions messages) : ISnapshotStore<T>
    where T : ISnapshotContent
{
    private static readonly string Kind = FileNames.Escape(T.SnapshotName);

    public Task<Snapshot<T>?> LatestAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        Task.FromResult(Find(customer) is { } known ? Read(customer, known.Latest) : null);

    public Task<Snapshot<T>?> PreviousAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        Task.FromResult(Find(customer)?.Previous is { } previous ? Read(customer, previous) : null);

    public async IAsyncEnumerable<Snapshot<T>> StreamAsync(
        CustomerRange range, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var known in OfKind(store.State.All<SnapshotDocument>()).Where(known => range.Contains(known.Customer)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Read(known.Customer, known.Latest);
        }
    }

    public async Task<int> SaveAsync(
        IReadOnlyList<Snapshot<T>> snapshots,
        Func<Snapshot<T>, Snapshot<T>, IEnumerable<IDomainEvent>> changes,
        CancellationToken cancellationToken = default)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var written = snapshots.Count(snapshot => Save(draft, snapshot, changes));
        draft.Commit();
        return written;
    }

    public async Task<int> RemoveMergedAsync(CancellationToken cancellationToken = default)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var merged = OfKind(draft.All<SnapshotDocument>()).Where(known => store.State.CustomerOf(known.Customer)?.MergedInto is not null).ToList();
        merged.ForEach(known => draft.Remove(PathOf(known.Customer)));
        draft.Commit();
        return merged.Count;
    }

    private bool Save(StoreDraft draft, Snapshot<T> snapshot, Func<Snapshot<T>, Snapshot<T>, IEnumerable<IDomainEvent>> changes)
    {
        var text = SnapshotJson.Write(snapshot.Content);
        var known = draft.Find<SnapshotDocument>(PathOf(snapshot.Customer));
        if (known is not null)
        {
            // The file may be indented otherwise; written again the same content is the same text.
            if (known.Latest.AsOf == snapshot.AsOf && SnapshotJson.Write(known.Latest.Content) == text)
            {
                return false;
            }

            draft.Publish(changes(Read(snapshot.Customer, known.Latest), snapshot).Select(messages.Create));
        }

        var content = JsonElement.Parse(text);
        draft.Put(PathOf(snapshot.Customer), new SnapshotDocument(Kind, snapshot.Customer, new SnapshotVersion(snapshot.AsOf, content), known?.Latest));
        return true;
    }

    private static IEnumerable<SnapshotDocument> OfKind(IEnumerable<SnapshotDocument> all) =>
        all.Where(known => known.Kind == Kind).OrderBy(known => known.Customer);

    private static Snapshot<T> Read(Id<Customer> customer, SnapshotVersion version) =>
        new(customer, version.AsOf, SnapshotJson.Read<T>(version.Content.GetRawText()));

    private static string PathOf(Id<Customer> customer) => $"snapshots/{Kind}+{customer}.json";

    private SnapshotDocument? Find(Id<Customer> customer) => store.State.Find<SnapshotDocument>(PathOf(customer));
}
