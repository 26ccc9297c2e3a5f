using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using CustomAdapter.Files;
using NodaTime;

namespace CustomAdapter.Stores;

/// <summary>
/// The messages that leave: a file each, numbered in the order of commits, and kept until purged. One writer at a time claims them, so no two claims
/// hold the same. What a message goes through is said by <see cref="OutboxEntry"/>.
/// </summary>
internal sealed class JsonOutbox(JsonFileStore store, IClock clock) : IOutbox
{
    public async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(
        string owner, int limit, Duration lease, OutboxClaimOptions? options = null, CancellationToken cancellationToken = default)
    {
        var considered = OutboxEntry.CheckClaim(owner, limit, lease, options);
        if (!OutboxEntry.ListClaimable(InOrder(store.State.All<OutboxEntry>()), clock.GetCurrentInstant(), considered).Any())
        {
            return [];
        }

        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var now = clock.GetCurrentInstant();
        var given = new OutboxLease(owner, Guid.NewGuid(), now + lease);
        var claimed = OutboxEntry.ListClaimable(InOrder(draft.All<OutboxEntry>()), now, considered).Take(limit).Select(entry => entry with { Lease = given }).ToList();
        claimed.ForEach(entry => draft.Put(MessageChanges.PathOf(entry), entry));
        draft.Commit();
        return [.. claimed.Select(entry => entry.ToClaimed())];
    }

    public Task<int> CompleteAsync(OutboxLease lease, IReadOnlyCollection<Guid> messages, Instant at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(messages);
        return ChangeAsync(
            entry => entry.IsHeldBy(lease) && messages.Contains(entry.Message.Id),
            entry => entry.Complete(at),
            cancellationToken);
    }

    public async Task<bool> FailAsync(
        OutboxLease lease, Guid message, string error, Instant retryAt, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return await ChangeHeldAsync(lease, message, entry => entry.Fail(error, retryAt), cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> ParkAsync(OutboxLease lease, Guid message, string error, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return await ChangeHeldAsync(lease, message, entry => entry.Park(error, clock.GetCurrentInstant()), cancellationToken).ConfigureAwait(false);
    }

    public Task<int> ReleaseAsync(OutboxLease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return ChangeAsync(entry => entry.IsHeldBy(lease), entry => entry.Release(), cancellationToken);
    }

    public Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Task.FromResult<IReadOnlyList<ParkedMessage>>(
            [.. InOrder(store.State.All<OutboxEntry>()).Where(entry => entry.ParkedAt is not null).Take(limit).Select(entry => entry.ToParked())]);
    }

    public async Task<bool> ReplayAsync(Guid message, CancellationToken cancellationToken = default) =>
        await ChangeAsync(entry => entry.ParkedAt is not null && entry.Message.Id == message, entry => entry.Replay(), cancellationToken).ConfigureAwait(false) > 0;

    public async Task<bool> DropAsync(Guid message, CancellationToken cancellationToken = default) =>
        await ChangeAsync(entry => entry.ParkedAt is not null && entry.Message.Id == message, _ => null, cancellationToken).ConfigureAwait(false) > 0;

    public async Task<int> PurgeAsync(Instant publishedBefore, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var old = draft.All<OutboxEntry>().Where(entry => entry.PublishedAt < publishedBefore).OrderBy(entry => entry.PublishedAt).Take(limit).ToList();
        old.ForEach(entry => draft.Remove(MessageChanges.PathOf(entry)));
        draft.Commit();
        return old.Count;
    }

    public Task<OutboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        var waiting = store.State.All<OutboxEntry>().Where(entry => entry.PublishedAt is null).ToLookup(entry => entry.ParkedAt is not null);
        var pending = waiting[false].ToList();
        return Task.FromResult(new OutboxStatistics(
            pending.Count, pending.Count == 0 ? null : pending.Min(entry => entry.Message.RecordedAt), waiting[true].Count()));
    }

    private static IEnumerable<OutboxEntry> InOrder(IEnumerable<OutboxEntry> entries) => entries.OrderBy(entry => entry.Sequence);

    private async Task<bool> ChangeHeldAsync(OutboxLease lease, Guid message, Func<OutboxEntry, OutboxEntry> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return await ChangeAsync(
            entry => entry.IsHeldBy(lease) && entry.Message.Id == message, change, cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <summary>Changes entries; what becomes <see langword="null"/> is removed.</summary>
    private async Task<int> ChangeAsync(
        Func<OutboxEntry, bool> isMeant, Func<OutboxEntry, OutboxEntry?> change, CancellationToken cancellationToken)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var found = draft.All<OutboxEntry>().Where(isMeant).ToList();
        foreach (var entry in found)
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
        return found.Count;
    }
}
