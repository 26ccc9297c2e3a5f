using AutoCrm.Storage;
using CustomAdapter.Files;
using NodaTime;

namespace CustomAdapter.Stores;

/// <summary>The messages to publish: a file each, numbered in the order of commits, and kept until purged.</summary>
internal sealed class JsonOutbox(JsonFileStore store, IClock clock) : StoreOutbox(clock)
{
    protected override IEnumerable<OutboxEntry> Unpublished => InOrder(store.State.All<OutboxEntry>());

    protected override IEnumerable<OutboxEntry> Published => store.State.All<OutboxEntry>().Where(entry => entry.PublishedAt is not null);

    protected override async Task<IReadOnlyList<OutboxEntry>> ChangeAsync(
        Func<IOutboxEntries, IEnumerable<OutboxEntry>> select, Func<OutboxEntry, OutboxEntry?> change, CancellationToken cancellationToken)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var selected = select(new Entries([.. draft.All<OutboxEntry>()])).ToList();
        foreach (var entry in selected)
        {
            if (change(entry) is { } changed)
            {
                draft.Put(MessageChanges.PathOf(changed), changed);
            }
            else
            {
                draft.Remove(MessageChanges.PathOf(entry));
            }
        }

        draft.Commit();
        return selected;
    }

    private static IEnumerable<OutboxEntry> InOrder(IEnumerable<OutboxEntry> entries) =>
        entries.Where(entry => entry.PublishedAt is null).OrderBy(entry => entry.Sequence);

    private sealed class Entries(IReadOnlyList<OutboxEntry> all) : IOutboxEntries
    {
        private readonly Lazy<Dictionary<Guid, OutboxEntry>> unpublished =
            new(() => all.Where(entry => entry.PublishedAt is null).ToDictionary(entry => entry.Message.Id));

        public IEnumerable<OutboxEntry> Unpublished => InOrder(all);

        public IEnumerable<OutboxEntry> Published => all.Where(entry => entry.PublishedAt is not null);

        public OutboxEntry? FindUnpublished(Guid message) => unpublished.Value.GetValueOrDefault(message);
    }
}
