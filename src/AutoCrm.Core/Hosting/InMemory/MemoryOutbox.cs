using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using NodaTime;

namespace AutoCrm.Hosting.InMemory;

/// <summary>The messages of the committed state. One writer at a time claims them, so no two claims hold the same.</summary>
internal sealed class MemoryOutbox(MemoryStore store, IClock clock) : IOutbox
{
    public async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(
        string owner, int limit, Duration lease, OutboxClaimOptions? options = null, CancellationToken cancellationToken = default)
    {
        var considered = OutboxEntry.CheckClaim(owner, limit, lease, options);
        if (!OutboxEntry.ListClaimable(store.State.Outbox.Values, clock.GetCurrentInstant(), considered).Any())
        {
            return [];
        }

        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var now = clock.GetCurrentInstant();
        var given = new OutboxLease(owner, Guid.NewGuid(), now + lease);
        var claimed = OutboxEntry.ListClaimable(draft.Messages, now, considered).Take(limit).Select(entry => entry with { Lease = given }).ToList();
        claimed.ForEach(draft.Put);
        draft.Commit();
        return [.. claimed.Select(entry => entry.ToClaimed())];
    }

    public Task<int> CompleteAsync(OutboxLease lease, IReadOnlyCollection<Guid> messages, Instant at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(messages);
        return ChangeAsync(
            draft => messages.Distinct().Select(draft.FindMessage).OfType<OutboxEntry>().Where(entry => entry.IsHeldBy(lease)),
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
        return ChangeAsync(draft => draft.Messages.Where(entry => entry.IsHeldBy(lease)), entry => entry.Release(), cancellationToken);
    }

    public Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Task.FromResult<IReadOnlyList<ParkedMessage>>(
            [.. store.State.Outbox.Values.Where(entry => entry.ParkedAt is not null).Take(limit).Select(entry => entry.ToParked())]);
    }

    public async Task<bool> ReplayAsync(Guid message, CancellationToken cancellationToken = default) =>
        await ChangeAsync(draft => Parked(draft, message), entry => entry.Replay(), cancellationToken).ConfigureAwait(false) > 0;

    public async Task<bool> DropAsync(Guid message, CancellationToken cancellationToken = default) =>
        await ChangeAsync(draft => Parked(draft, message), _ => null, cancellationToken).ConfigureAwait(false) > 0;

    public Task<int> PurgeAsync(Instant publishedBefore, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ChangeAsync(
            draft => draft.PublishedMessages.Where(entry => entry.PublishedAt < publishedBefore).OrderBy(entry => entry.PublishedAt).Take(limit),
            _ => null,
            cancellationToken);
    }

    public Task<OutboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        var waiting = store.State.Outbox.Values.ToLookup(entry => entry.ParkedAt is not null);
        var pending = waiting[false].ToList();
        return Task.FromResult(new OutboxStatistics(
            pending.Count, pending.Count == 0 ? null : pending.Min(entry => entry.Message.RecordedAt), waiting[true].Count()));
    }

    private static IEnumerable<OutboxEntry> Parked(MemoryDraft draft, Guid message) =>
        draft.FindMessage(message) is { ParkedAt: not null } entry ? [entry] : [];

    private async Task<bool> ChangeHeldAsync(OutboxLease lease, Guid message, Func<OutboxEntry, OutboxEntry> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return await ChangeAsync(
            draft => draft.FindMessage(message) is { } entry && entry.IsHeldBy(lease) ? [entry] : [], change, cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <summary>Changes entries; what becomes <see langword="null"/> is removed.</summary>
    private async Task<int> ChangeAsync(
        Func<MemoryDraft, IEnumerable<OutboxEntry>> which, Func<OutboxEntry, OutboxEntry?> change, CancellationToken cancellationToken)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var found = which(draft).ToList();
        foreach (var entry in found)
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
        return found.Count;
    }
}
