using AutoCrm.Storage;
using CustomAdapter.Files;
using NodaTime;

namespace CustomAdapter.Stores;

/// <summary>The messages received, a file each.</summary>
internal sealed class JsonInbox(JsonFileStore store, JsonUnitOfWork unitOfWork, IClock clock) : StoreInbox(unitOfWork, clock)
{
    protected override Task<bool> ContainsAsync(string consumer, Guid message, CancellationToken cancellationToken) =>
        Task.FromResult(store.State.Find<InboxEntry>(MessageChanges.PathOf(consumer, message)) is not null);

    protected override async Task<int> RemoveAsync(Instant receivedBefore, int limit, CancellationToken cancellationToken)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var old = draft.All<InboxEntry>().Where(entry => entry.ReceivedAt < receivedBefore).OrderBy(entry => entry.ReceivedAt).Take(limit).ToList();
        old.ForEach(entry => draft.Remove(MessageChanges.PathOf(entry.Consumer, entry.Message)));
        draft.Commit();
        return old.Count;
    }
}
