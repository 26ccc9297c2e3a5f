using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Writes and reads the messages that leave. Every statement on what waits names <c>published_at IS NULL</c>, as the indexes do.</summary>
internal sealed class OutboxRows(StoreSession session)
{
    private const string MessageColumns =
        "id, source, type, subject, occurred_at, recorded_at, data_schema, partition_key, trace_parent, trace_state, data";

    private const int MessageColumnCount = 11;

    /// <summary>The columns of a message that is added.</summary>
    public const string AddedColumns = MessageColumns + ", shard";

    /// <summary>
    /// The order of a subject is kept by the sub-select: none of its earlier messages may wait for its time, be claimed by a lease that has not
    /// expired, or be parked where that counts. All others before it can be claimed, and come before it in the same claim.
    /// </summary>
    internal static string Claimable(OutboxClaimOptions options, string? condition = null) =>
        $"SELECT m.position, m.attempts, {Parameters.Of("m", MessageColumns)} FROM outbox AS m " +
        "WHERE m.published_at IS NULL AND m.parked_at IS NULL AND (m.not_before IS NULL OR m.not_before <= $1) " +
        "AND (m.lease_until IS NULL OR m.lease_until <= $2) " +
        (condition is null ? "" : $"AND {condition} ") +
        (options.Shards is { } shards ? $"AND m.shard IN ({string.Join(", ", shards.Order().DefaultIfEmpty(-1))}) " : "") +
        "AND NOT EXISTS (SELECT 1 FROM outbox AS e WHERE e.published_at IS NULL AND e.subject = m.subject AND e.position < m.position " +
        "AND ((e.parked_at IS NULL AND (e.not_before > $3 OR e.lease_until > $4)) OR (e.parked_at IS NOT NULL AND $5 = 1))) " +
        "ORDER BY m.position LIMIT $6";

    public ValueTask AddAsync(OutboxMessage message)
    {
        var insert = session.Prepare(
            $"INSERT INTO outbox ({AddedColumns}, attempts) VALUES ({Parameters.From(1, MessageColumnCount + 1)}, 0)");
        Bind(insert, message);
        session.HoldOutbox();
        return insert.EnqueueAsync();
    }

    /// <summary>Binds all of <see cref="AddedColumns"/>.</summary>
    public static void Bind(RowBinder row, OutboxMessage message)
    {
        row.Bind(1, message.Id);
        row.BindText(2, message.Source);
        row.BindText(3, message.Type);
        row.BindText(4, message.Subject);
        row.Bind(5, message.OccurredAt);
        row.Bind(6, message.RecordedAt);
        row.Bind(7, message.DataSchema);
        row.BindText(8, message.PartitionKey);
        row.Bind(9, message.TraceParent);
        row.Bind(10, message.TraceState);
        row.BindText(11, message.Data);
        row.Bind(12, (long)OutboxShards.Of(message.Subject));
    }

    public async ValueTask<bool> HasClaimableAsync(Instant now, OutboxClaimOptions options)
    {
        var select = SelectClaimable(now, 1, options, null);
        var isAny = await select.ReadAsync().ConfigureAwait(false);
        select.Reset();
        return isAny;
    }

    public async ValueTask<IReadOnlyList<ClaimedMessage>> ClaimAsync(OutboxLease lease, Instant now, int limit, OutboxClaimOptions options)
    {
        var select = SelectClaimable(now, limit, options, session.BeginClaim());
        var claimed = new List<ClaimedMessage>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            claimed.Add(new ClaimedMessage(ReadMessage(select, 2), select.Int64(0), (int)select.Int64(1), lease));
        }

        var update = session.Prepare("UPDATE outbox SET lease_owner = $1, lease_token = $2, lease_until = $3 WHERE position = $4");
        foreach (var message in claimed)
        {
            update.BindText(1, lease.Owner);
            update.Bind(2, lease.Token);
            update.Bind(3, lease.ExpiresAt);
            update.Bind(4, message.Sequence);
            await update.EnqueueAsync().ConfigureAwait(false);
        }

        return claimed;
    }

    public ValueTask<int> CompleteAsync(OutboxLease lease, IReadOnlyCollection<Guid> messages, Instant at)
    {
        // In one order, so that two that complete the same messages do not wait for each other.
        Guid[] ids = [.. messages.Distinct().Order()];
        return session.ExecuteEachAsync(
            "UPDATE outbox SET published_at = $1, not_before = NULL, error = NULL, lease_owner = NULL, lease_token = NULL, lease_until = NULL " +
            "WHERE id = $2 AND lease_token = $3 AND published_at IS NULL",
            ids.Length,
            (row, i) =>
            {
                row.Bind(1, at);
                row.Bind(2, ids[i]);
                row.Bind(3, lease.Token);
            });
    }

    public ValueTask<int> FailAsync(OutboxLease lease, Guid message, string error, Instant retryAt) => GiveUpAsync("not_before", lease, message, error, retryAt);

    public ValueTask<int> ParkAsync(OutboxLease lease, Guid message, string error, Instant at) => GiveUpAsync("not_before = NULL, parked_at", lease, message, error, at);

    public async ValueTask<int> ReleaseAsync(OutboxLease lease)
    {
        var update = session.Prepare("UPDATE outbox SET lease_owner = NULL, lease_token = NULL, lease_until = NULL WHERE lease_token = $1 AND published_at IS NULL");
        update.Bind(1, lease.Token);
        return await update.ExecuteAsync().ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<ParkedMessage>> ListParkedAsync(int limit, long after)
    {
        var select = session.Prepare(
            $"SELECT position, attempts, parked_at, error, {MessageColumns} FROM outbox WHERE parked_at IS NOT NULL AND position > $1 ORDER BY position LIMIT $2");
        select.Bind(1, after);
        select.Bind(2, (long)limit);
        var parked = new List<ParkedMessage>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            parked.Add(new ParkedMessage(ReadMessage(select, 4), select.Int64(0), (int)select.Int64(1), select.Instant(2), select.Text(3)));
        }

        return parked;
    }

    public async ValueTask<int> ReplayAsync(Guid message)
    {
        var update = session.Prepare("UPDATE outbox SET parked_at = NULL, attempts = 0, error = NULL WHERE id = $1 AND parked_at IS NOT NULL");
        update.Bind(1, message);
        return await update.ExecuteAsync().ConfigureAwait(false);
    }

    public async ValueTask<int> DropAsync(Guid message)
    {
        var delete = session.Prepare("DELETE FROM outbox WHERE id = $1 AND parked_at IS NOT NULL");
        delete.Bind(1, message);
        return await delete.ExecuteAsync().ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<OutboxMessage>> ListBySubjectAsync(string subject)
    {
        var select = session.Prepare($"SELECT {MessageColumns} FROM outbox WHERE subject = $1 ORDER BY position");
        select.BindText(1, subject);
        var messages = new List<OutboxMessage>();
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            messages.Add(ReadMessage(select, 0));
        }

        return messages;
    }

    public async ValueTask DeleteBySubjectAsync(string subject)
    {
        var delete = session.Prepare("DELETE FROM outbox WHERE subject = $1");
        delete.BindText(1, subject);
        await delete.EnqueueAsync().ConfigureAwait(false);
    }

    public async ValueTask<int> PurgeAsync(Instant publishedBefore, int limit)
    {
        var delete = session.Prepare(
            "DELETE FROM outbox WHERE position IN (SELECT position FROM outbox WHERE published_at < $1 ORDER BY published_at LIMIT $2)");
        delete.Bind(1, publishedBefore);
        delete.Bind(2, (long)limit);
        return await delete.ExecuteAsync().ConfigureAwait(false);
    }

    public async ValueTask<OutboxStatistics> CountAsync()
    {
        var select = session.Prepare(
            "SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL AND parked_at IS NULL), " +
            "(SELECT min(recorded_at) FROM outbox WHERE published_at IS NULL AND parked_at IS NULL), " +
            "(SELECT count(*) FROM outbox WHERE parked_at IS NOT NULL)");
        await select.ReadAsync().ConfigureAwait(false);
        var statistics = new OutboxStatistics(select.Int64(0), select.InstantOrNull(1), select.Int64(2));
        select.Reset();
        return statistics.Pending == 0 ? statistics : statistics with { HeldBy = await session.FindOutboxHolderAsync().ConfigureAwait(false) };
    }

    private static OutboxMessage ReadMessage(SqlStatement row, int first) => new()
    {
        Id = row.Guid(first),
        Source = row.PooledString(first + 1),
        Type = row.PooledString(first + 2),
        Subject = row.Text(first + 3),
        OccurredAt = row.Instant(first + 4),
        RecordedAt = row.Instant(first + 5),
        DataSchema = row.PooledStringOrNull(first + 6),
        PartitionKey = row.Text(first + 7),
        TraceParent = row.TextOrNull(first + 8),
        TraceState = row.TextOrNull(first + 9),
        Data = row.Text(first + 10),
    };

    private SqlStatement SelectClaimable(Instant now, int limit, OutboxClaimOptions options, string? condition)
    {
        var select = session.Prepare(Claimable(options, condition));
        select.Bind(1, now);
        select.Bind(2, now);
        select.Bind(3, now);
        select.Bind(4, now);
        select.Bind(5, options.ParkedBlocksSubject ? 1L : 0L);
        select.Bind(6, (long)limit);
        return select;
    }

    private async ValueTask<int> GiveUpAsync(string instant, OutboxLease lease, Guid message, string error, Instant at)
    {
        var update = session.Prepare(
            $"UPDATE outbox SET {instant} = $1, error = $2, attempts = attempts + 1, lease_owner = NULL, lease_token = NULL, lease_until = NULL " +
            "WHERE id = $3 AND lease_token = $4 AND published_at IS NULL");
        update.Bind(1, at);
        update.BindText(2, error);
        update.Bind(3, message);
        update.Bind(4, lease.Token);
        return await update.ExecuteAsync().ConfigureAwait(false);
    }
}
