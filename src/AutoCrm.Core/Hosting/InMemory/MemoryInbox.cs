using AutoCrm.Storage;
using NodaTime;

namespace AutoCrm.Hosting.InMemory;

/// <summary>The messages received, from the committed state.</summary>
internal sealed class MemoryInbox(MemoryStore store, MemoryUnitOfWork unitOfWork, IClock clock) : StoreInbox(unitOfWork, clock)
{
    protected override Task<bool> ContainsAsync(string consumer, Guid message, CancellationToken cancellationToken) =>
        Task.FromResult(store.State.Inbox.ContainsKey((consumer, message)));

    protected override async Task<int> RemoveAsync(Instant receivedBefore, int limit, CancellationToken cancellationToken)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var removed = draft.PurgeReceived(receivedBefore, limit);
        draft.Commit();
        return removed;
    }
}
