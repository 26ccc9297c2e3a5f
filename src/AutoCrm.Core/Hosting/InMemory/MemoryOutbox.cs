using AutoCrm.Storage;
using NodaTime;

namespace AutoCrm.Hosting.InMemory;

/// <summary>The messages of the committed state.</summary>
internal sealed class MemoryOutbox(MemoryStore store, IClock clock) : StoreOutbox(clock)
{
    protected override IEnumerable<OutboxEntry> Unpublished => store.State.Outbox.Values;

    protected override IEnumerable<OutboxEntry> Published => store.State.Published.Values;

    protected override async Task<IReadOnlyList<OutboxEntry>> ChangeAsync(
        Func<IOutboxEntries, IEnumerable<OutboxEntry>> select, Func<OutboxEntry, OutboxEntry?> change, CancellationToken cancellationToken)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var selected = select(draft).ToList();
        foreach (var entry in selected)
        {
            if (change(entry) is { } changed)
            {
                draft.Put(changed);
            }
            else
            {
                draft.Remove(entry);
            }
        }

        draft.Commit();
        return selected;
    }
}
