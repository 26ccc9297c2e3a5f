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
        var isAny = await database.ReadAsync(
            session => new OutboxRows(session).HasClaimableAsync(clock.GetCurrentInstant(), considered), cancellationToken).ConfigureAwait(false);
        if (!isAny)
        {
            return [];
        }

        return await WriteAsync(
            rows =>
            {
                var now = clock.GetCurrentInstant();
                return rows.ClaimAsync(new OutboxLease(owner, Guid.NewGuid(), StoredForm.Truncate(now + lease)), now, limit, considered);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task<int> CompleteAsync(OutboxLease lease, IReadOnlyCollection<Guid> messages, Instant at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(messages);
        return WriteAsync(rows => rows.CompleteAsync(lease, messages, at), cancellationToken);
    }

    public async Task<bool> FailAsync(
        OutboxLease lease, Guid message, string error, Instant retryAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return await WriteAsync(rows => rows.FailAsync(lease, message, error, retryAt), cancellationToken).ConfigureAwait(false) > 0;
    }

    public async Task<bool> ParkAsync(OutboxLease lease, Guid message, string error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return await WriteAsync(rows => rows.ParkAsync(lease, message, error, clock.GetCurrentInstant()), cancellationToken).ConfigureAwait(false) > 0;
    }

    public Task<int> ReleaseAsync(OutboxLease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return WriteAsync(rows => rows.ReleaseAsync(lease), cancellationToken);
    }

    public Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(int limit, long? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.ReadAsync(session => new OutboxRows(session).ListParkedAsync(limit, after ?? 0), cancellationToken);
    }

    public async Task<bool> ReplayAsync(Guid message, CancellationToken cancellationToken = default) =>
        await WriteAsync(rows => rows.ReplayAsync(message), cancellationToken).ConfigureAwait(false) > 0;

    public async Task<bool> DropAsync(Guid message, CancellationToken cancellationToken = default) =>
        await WriteAsync(rows => rows.DropAsync(message), cancellationToken).ConfigureAwait(false) > 0;

    public Task<int> PurgeAsync(Instant publishedBefore, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return WriteAsync(rows => rows.PurgeAsync(publishedBefore, limit), cancellationToken);
    }

    public Task<IReadOnlyList<OutboxMessage>> ListBySubjectAsync(string subject, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        return database.ReadAsync(session => new OutboxRows(session).ListBySubjectAsync(subject), cancellationToken);
    }

    public Task<OutboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => new OutboxRows(session).CountAsync(), cancellationToken);

    private Task<T> WriteAsync<T>(Func<OutboxRows, ValueTask<T>> write, CancellationToken cancellationToken) =>
        database.WriteAsync(session => write(new OutboxRows(session)), cancellationToken);
}
