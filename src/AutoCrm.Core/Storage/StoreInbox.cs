using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Storage;

/// <summary>
/// The inbox of every store: what is received is enqueued in the unit of work. The author of a store derives from it and implements the looking up
/// and the purging. Not safe for use by several threads at once.
/// </summary>
/// <param name="unitOfWork">The unit of work of the scope.</param>
/// <param name="clock">Gives the instants at which messages are received.</param>
public abstract class StoreInbox(StoreUnitOfWork unitOfWork, IClock clock) : IInbox
{
    /// <inheritdoc/>
    public async Task<bool> TryReceiveAsync(string consumer, Guid message, string? subject, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(consumer);
        if (unitOfWork.IsReceiptPending(consumer, message) || await ContainsAsync(consumer, message, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        unitOfWork.Receive(new InboxEntry(consumer, message, subject, StoredForm.Truncate(clock.GetCurrentInstant())));
        return true;
    }

    /// <inheritdoc/>
    public Task<int> PurgeAsync(Instant receivedBefore, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return RemoveAsync(receivedBefore, limit, cancellationToken);
    }

    /// <summary>Whether a consumer has received a message in a unit of work that was committed.</summary>
    protected abstract Task<bool> ContainsAsync(string consumer, Guid message, CancellationToken cancellationToken);

    /// <summary>Removes the oldest entries before an instant, at most as many as the limit says.</summary>
    /// <returns>How many were removed.</returns>
    protected abstract Task<int> RemoveAsync(Instant receivedBefore, int limit, CancellationToken cancellationToken);
}
