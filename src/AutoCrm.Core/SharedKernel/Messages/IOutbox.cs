using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>
/// The messages that were committed and are to be published. Writing them happens through <see cref="IUnitOfWork"/> alone; a relay takes them from
/// here: it claims some for a time, publishes them, and says of each what became of it. Messages of one subject are handed out in the order of the
/// commits that hold them; across subjects there is no order. A message is handed out at least once: receivers absorb duplicates by its id.
/// Safe for use by several threads and, where the store is, by several processes.
/// </summary>
/// <remarks>
/// A claim is good until its lease expires; then the messages are handed out anew under another lease, and what the former holder says of them has
/// no effect. So of two relays that believe to hold a message only the latter one's word counts.
/// </remarks>
public interface IOutbox
{
    /// <summary>
    /// Claims messages that wait, in the order they were committed. A message is left out while an earlier one of its subject waits to be retried, is
    /// parked (unless the options say otherwise), or is claimed by an unexpired lease.
    /// </summary>
    /// <param name="owner">Who claims, such as the name of a relay, for those who look into the store; claims are identified by their leases, not by owners.</param>
    /// <param name="limit">How many at most, at least 1.</param>
    /// <param name="lease">For how long, more than zero. It should exceed the time that publishing takes by far.</param>
    /// <param name="options">What else to consider; <see langword="null"/> = the defaults.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>The claimed messages, all under one lease; none where nothing can be claimed now.</returns>
    /// <exception cref="ArgumentException">The owner is empty, or the limit or the lease is out of range.</exception>
    Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(
        string owner, int limit, Duration lease, OutboxClaimOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Notes that claimed messages have been published; they are not handed out again.</summary>
    /// <param name="lease">The lease they were claimed under.</param>
    /// <param name="messages">The ids of the messages.</param>
    /// <param name="at">When they were published.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>How many were completed: those that the lease still held. It holds what has not been claimed again since, also after it expired.</returns>
    Task<int> CompleteAsync(OutboxLease lease, IReadOnlyCollection<Guid> messages, Instant at, CancellationToken cancellationToken = default);

    /// <summary>
    /// Notes that a claimed message could not be published, counts the attempt, and gives it back to be claimed again later. Until it is published,
    /// parked or dropped, later messages of its subject wait; those that the same claim holds are to be given back by <see cref="ReleaseAsync"/>.
    /// </summary>
    /// <param name="lease">The lease it was claimed under.</param>
    /// <param name="message">The id of the message.</param>
    /// <param name="error">Why, for a person to read; without personal data.</param>
    /// <param name="retryAt">The earliest instant at which it is handed out again.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>Whether it was noted: whether the lease still held the message.</returns>
    Task<bool> FailAsync(OutboxLease lease, Guid message, string error, Instant retryAt, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets a claimed message aside that cannot be published, and counts the attempt. It is not handed out until it is replayed; by default the later
    /// messages of its subject wait for it.
    /// </summary>
    /// <param name="lease">The lease it was claimed under.</param>
    /// <param name="message">The id of the message.</param>
    /// <param name="error">Why, for a person to read; without personal data.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>Whether it was parked: whether the lease still held the message.</returns>
    Task<bool> ParkAsync(OutboxLease lease, Guid message, string error, CancellationToken cancellationToken = default);

    /// <summary>Gives back what a lease still holds, without counting an attempt, as when a relay stops or the broker cannot be reached.</summary>
    /// <returns>How many messages were given back.</returns>
    Task<int> ReleaseAsync(OutboxLease lease, CancellationToken cancellationToken = default);

    /// <summary>The parked messages in the order they were committed.</summary>
    /// <param name="limit">How many at most, at least 1.</param>
    /// <param name="after">The sequence of the last one of the page before; <see langword="null"/> = from the first.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(int limit, long? after = null, CancellationToken cancellationToken = default);

    /// <summary>Makes a parked message wait again as if it had never been tried, in its place before later messages of its subject.</summary>
    /// <returns>Whether there was such a parked message.</returns>
    Task<bool> ReplayAsync(Guid message, CancellationToken cancellationToken = default);

    /// <summary>Removes a parked message, which then never leaves; later messages of its subject no longer wait for it.</summary>
    /// <returns>Whether there was such a parked message.</returns>
    Task<bool> DropAsync(Guid message, CancellationToken cancellationToken = default);

    /// <summary>Removes messages that were published before an instant, the oldest first. Messages that wait or are parked stay.</summary>
    /// <param name="publishedBefore">The instant.</param>
    /// <param name="limit">How many at most, at least 1, so that one call is short; repeat until it answers less.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>How many were removed.</returns>
    Task<int> PurgeAsync(Instant publishedBefore, int limit, CancellationToken cancellationToken = default);

    /// <summary>Lists the messages about a subject that are held, published ones that are not purged among them, in the order of their sequence.</summary>
    Task<IReadOnlyList<OutboxMessage>> ListBySubjectAsync(string subject, CancellationToken cancellationToken = default);

    /// <summary>How much waits, for metrics and health checks.</summary>
    Task<OutboxStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default);
}
