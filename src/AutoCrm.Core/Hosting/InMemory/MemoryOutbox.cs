using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Hosting.InMemory;

/// <summary>The messages committed and not yet published.</summary>
internal sealed class MemoryOutbox(MemoryStore store) : IOutbox
{
    public Task<IReadOnlyList<OutboxMessage>> ReadPendingAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Task.FromResult<IReadOnlyList<OutboxMessage>>([.. store.State.Outbox.Take(limit)]);
    }

    public async Task MarkPublishedAsync(
        IReadOnlyCollection<Guid> messages, Instant publishedAt, CancellationToken cancellationToken = default)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        draft.MarkPublished(messages);
        draft.Commit();
    }
}
