using AutoCrm.SharedKernel;
using CustomAdapter.Files;
using NodaTime;

namespace CustomAdapter.Stores;

/// <summary>The messages that wait: a file each, numbered in the order of commits and removed once published.</summary>
internal sealed class JsonOutbox(JsonFileStore store) : IOutbox
{
    public Task<IReadOnlyList<OutboxMessage>> ReadPendingAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Task.FromResult<IReadOnlyList<OutboxMessage>>(
            [.. store.State.All<OutboxDocument>().OrderBy(waiting => waiting.Number).Take(limit).Select(waiting => waiting.Message)]);
    }

    public async Task MarkPublishedAsync(
        IReadOnlyCollection<Guid> messages, Instant publishedAt, CancellationToken cancellationToken = default)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        foreach (var published in draft.All<OutboxDocument>().Where(waiting => messages.Contains(waiting.Message.Id)).ToList())
        {
            draft.Remove($"outbox/{published.Number:D12}.json");
        }

        draft.Commit();
    }
}
