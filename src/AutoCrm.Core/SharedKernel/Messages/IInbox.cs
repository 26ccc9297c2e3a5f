using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>
/// Which messages have been received, so that one that is delivered twice takes effect once. It is part of the unit of work: that a message was
/// received is committed together with all that it led to, or not at all. Not safe for use by several threads at once.
/// </summary>
public interface IInbox
{
    /// <summary>Notes that a consumer receives a message, unless it has received it before. Call it first, and do nothing where it answers no.</summary>
    /// <param name="consumer">Who receives, such as the name of a subscription; each consumer receives a message once.</param>
    /// <param name="message">The message's id.</param>
    /// <param name="subject">What the message is about, for those who look into the store; <see langword="null"/> where it has no subject.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>
    /// Whether to go on; <see langword="false"/> where the consumer has received the message in a unit of work that was committed, or earlier in this
    /// scope. Of two scopes that receive it at once both go on, and one of them fails to commit with a <see cref="ConcurrencyException"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The consumer is empty.</exception>
    Task<bool> TryReceiveAsync(string consumer, Guid message, string? subject, CancellationToken cancellationToken = default);

    /// <summary>
    /// Forgets messages that were received before an instant, the oldest first; what is forgotten is received again when it comes again. It takes
    /// effect at once, without <see cref="IUnitOfWork.CommitAsync"/>.
    /// </summary>
    /// <param name="receivedBefore">The instant. It should lie further back than any message may be delivered again.</param>
    /// <param name="limit">How many at most, at least 1, so that one call is short; repeat until it answers less.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>How many were forgotten.</returns>
    Task<int> PurgeAsync(Instant receivedBefore, int limit, CancellationToken cancellationToken = default);
}
