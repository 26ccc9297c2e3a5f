namespace AutoCrm.SharedKernel;

/// <summary>
/// What one scope has changed. Aggregates, timeline events, identity decisions and the outbox messages of their domain
/// events commit together or not at all.
/// </summary>
public interface IUnitOfWork
{
    /// <summary>Adds a message that is published if, and only if, this unit of work commits.</summary>
    void Publish(IDomainEvent domainEvent);

    /// <summary>Stores everything that was noted since the last commit.</summary>
    /// <exception cref="ConcurrencyException">
    /// An aggregate was changed by somebody else since it was read. Nothing is stored, and what was noted is forgotten, so that the
    /// scope can read again and repeat.
    /// </exception>
    Task CommitAsync(CancellationToken cancellationToken = default);
}
