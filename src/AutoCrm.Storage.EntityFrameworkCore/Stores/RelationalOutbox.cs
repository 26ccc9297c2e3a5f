using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>The outbox from its rows. Each method is one short transaction.</summary>
internal sealed class RelationalOutbox(RelationalDatabase database, IClock clock) : IOutbox
{
    public async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(
        string owner, int limit, Duration lease, OutboxClaimOptions? options = null, CancellationToken cancellationToken = default)
    {
        var considered = OutboxEntry.CheckClaim(owner, limit, lease, options);

        // A relay that has nothing to do neither waits for a writer nor makes one wait.
        using (var reading = await database.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!new OutboxRows(reading).HasClaimable(clock.GetCurrentInstant(), considered))
            {
                return [];
            }
        }

        using var session = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        var now = clock.GetCurrentInstant();
        var given = new OutboxLease(owner, Guid.NewGuid(), StoredForm.Truncate(now + lease));
        var claimed = new OutboxRows(session).Claim(given, now, limit, considered);
        session.Commit();
        return claimed;
    }

    public Task<int> CompleteAsync(OutboxLease lease, IReadOnlyCollection<Guid> messages, Instant at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(messages);
        return WriteAsync(rows => messages.Sum(message => rows.Complete(lease, message, at)), cancellationToken);
    }

    public async Task<bool> FailAsync(
        OutboxLease lease, Guid message, string error, Instant retryAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return await WriteAsync(rows => rows.Fail(lease, message, error, retryAt), cancellationToken).ConfigureAwait(false) > 0;
    }

    public async Task<bool> ParkAsync(OutboxLease lease, Guid message, string error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return await WriteAsync(rows => rows.Park(lease, message, error, clock.GetCurrentInstant()), cancellationToken).ConfigureAwait(false) > 0;
    }

    public Task<int> ReleaseAsync(OutboxLease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return WriteAsync(rows => rows.Release(lease), cancellationToken);
    }

    public async Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(int limit, long? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new OutboxRows(session).Parked(limit, after ?? 0);
    }

    public async Task<bool> ReplayAsync(Guid message, CancellationToken cancellationToken = default) =>
        await WriteAsync(rows => rows.Replay(message), cancellationToken).ConfigureAwait(false) > 0;

    public async Task<bool> DropAsync(Guid message, CancellationToken cancellationToken = default) =>
        await WriteAsync(rows => rows.Drop(message), cancellationToken).ConfigureAwait(false) > 0;

    public Task<int> PurgeAsync(Instant publishedBefore, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return WriteAsync(rows => rows.Purge(publishedBefore, limit), cancellationToken);
    }

    public async Task<IReadOnlyList<OutboxMessage>> ListBySubjectAsync(string subject, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new OutboxRows(session).ListBySubject(subject);
    }

    public async Task<OutboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new OutboxRows(session).Count();
    }

    private async Task<int> WriteAsync(Func<OutboxRows, int> write, CancellationToken cancellationToken)
    {
        using var session = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        var changed = write(new OutboxRows(session));
        session.Commit();
        return changed;
    }
}
