namespace AutoCrm.SharedKernel;

/// <summary>
/// What one scope has changed. Aggregates, timeline events, identity decisions, received messages and the outbox messages of
/// their domain events commit together or not at all.
/// </summary>
public interface IUnitOfWork
{
    /// <summary>Adds a message that is published if, and only if, this unit of work commits.</summary>
    /// <exception cref="InvalidOperationException">The type of the event is not registered by <c>AddMessage</c>.</exception>
    void Publish(IDomainEvent domainEvent);

    /// <summary>Commits everything that was enqueued since the last commit.</summary>
    /// <exception cref="ConcurrencyException">
    /// An aggregate was changed by another unit of work since it was read, or a message was received by one. Nothing is stored, and what was enqueued is cleared, so that the
    /// scope can read again and repeat.
    /// </exception>
    /// <exception cref="StoreException">
    /// The store failed, as on a full disk. What was enqueued is cleared, and nothing is stored unless <see cref="StoreException.IsOutcomeUnknown"/> is set.
    /// </exception>
    /// <exception cref="InvalidOperationException">An aggregate raised a domain event whose type is not registered by <c>AddMessage</c>. Nothing is stored.</exception>
    Task CommitAsync(CancellationToken cancellationToken = default);
}
