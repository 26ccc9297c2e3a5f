using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Storage;

/// <summary>
/// The outbox of every store that keeps a message as one <see cref="OutboxEntry"/>. The author of a store derives from it and implements the reading
/// and the changing. One change at a time is made, so no two claims hold the same message. Safe for use by several threads where what is implemented is.
/// </summary>
/// <param name="clock">Gives the instants of claims and of parking.</param>
public abstract class StoreOutbox(IClock clock) : IOutbox
{
    /// <summary>The committed messages that are not published, parked ones among them, in the order of their sequence.</summary>
    protected abstract IEnumerable<OutboxEntry> Unpublished { get; }

    /// <summary>The committed messages that are published and not purged, in any order.</summary>
    protected abstract IEnumerable<OutboxEntry> Published { get; }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxMessage>> ListBySubjectAsync(string subject, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        return Task.FromResult<IReadOnlyList<OutboxMessage>>(
            [.. Unpublished.Concat(Published).Where(entry => entry.Message.Subject == subject).OrderBy(entry => entry.Sequence).Select(entry => entry.Message)]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(
        string owner, int limit, Duration lease, OutboxClaimOptions? options = null, CancellationToken cancellationToken = default)
    {
        var considered = OutboxEntry.CheckClaim(owner, limit, lease, options);
        if (!OutboxEntry.ListClaimable(Unpublished, clock.GetCurrentInstant(), considered).Any())
        {
            return [];
        }

        OutboxLease? given = null;
        var claimed = await ChangeAsync(
            entries =>
            {
                var now = clock.GetCurrentInstant();
                given = new OutboxLease(owner, Guid.NewGuid(), now + lease);
                return OutboxEntry.ListClaimable(entries.Unpublished, now, considered).Take(limit);
            },
            entry => entry with { Lease = given },
            cancellationToken).ConfigureAwait(false);
        return [.. claimed.Select(entry => (entry with { Lease = given }).ToClaimed())];
    }

    /// <inheritdoc/>
    public async Task<int> CompleteAsync(
        OutboxLease lease, IReadOnlyCollection<Guid> messages, Instant at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(messages);
        var completed = await ChangeAsync(
            entries => messages.Distinct().Select(entries.FindUnpublished).OfType<OutboxEntry>().Where(entry => entry.IsHeldBy(lease)),
            entry => entry.Complete(at),
            cancellationToken).ConfigureAwait(false);
        return completed.Count;
    }

    /// <inheritdoc/>
    public Task<bool> FailAsync(OutboxLease lease, Guid message, string error, Instant retryAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return ChangeOneAsync(message, entry => entry.IsHeldBy(lease), entry => entry.Fail(error, retryAt), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> ParkAsync(OutboxLease lease, Guid message, string error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return ChangeOneAsync(message, entry => entry.IsHeldBy(lease), entry => entry.Park(error, clock.GetCurrentInstant()), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> ReleaseAsync(OutboxLease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        var released = await ChangeAsync(
            entries => entries.Unpublished.Where(entry => entry.IsHeldBy(lease)), entry => entry.Release(), cancellationToken).ConfigureAwait(false);
        return released.Count;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(int limit, long? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Task.FromResult<IReadOnlyList<ParkedMessage>>(
            [.. Unpublished.Where(entry => entry.ParkedAt is not null && !(entry.Sequence <= after)).Take(limit).Select(entry => entry.ToParked())]);
    }

    /// <inheritdoc/>
    public Task<bool> ReplayAsync(Guid message, CancellationToken cancellationToken = default) =>
        ChangeOneAsync(message, entry => entry.ParkedAt is not null, entry => entry.Replay(), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DropAsync(Guid message, CancellationToken cancellationToken = default) =>
        ChangeOneAsync(message, entry => entry.ParkedAt is not null, _ => null, cancellationToken);

    /// <inheritdoc/>
    public async Task<int> PurgeAsync(Instant publishedBefore, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var purged = await ChangeAsync(
            entries => entries.Published.Where(entry => entry.PublishedAt < publishedBefore).OrderBy(entry => entry.PublishedAt).Take(limit),
            _ => null,
            cancellationToken).ConfigureAwait(false);
        return purged.Count;
    }

    /// <inheritdoc/>
    public Task<OutboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        var unpublished = Unpublished.ToLookup(entry => entry.ParkedAt is not null);
        var pending = unpublished[false].ToList();
        return Task.FromResult(new OutboxStatistics(
            pending.Count, pending.Count == 0 ? null : pending.Min(entry => entry.Message.RecordedAt), unpublished[true].Count()));
    }

    /// <summary>Changes messages in one transaction, while no other change is made.</summary>
    /// <param name="select">Selects the messages to change.</param>
    /// <param name="change">Returns a message as it is to be stored, or <see langword="null"/> to remove it.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>The selected messages, as they were before.</returns>
    protected abstract Task<IReadOnlyList<OutboxEntry>> ChangeAsync(
        Func<IOutboxEntries, IEnumerable<OutboxEntry>> select, Func<OutboxEntry, OutboxEntry?> change, CancellationToken cancellationToken);

    private async Task<bool> ChangeOneAsync(
        Guid message, Func<OutboxEntry, bool> isMeant, Func<OutboxEntry, OutboxEntry?> change, CancellationToken cancellationToken)
    {
        var changed = await ChangeAsync(
            entries => entries.FindUnpublished(message) is { } entry && isMeant(entry) ? [entry] : [], change, cancellationToken).ConfigureAwait(false);
        return changed.Count > 0;
    }
}
