using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>A domain event of AutoCrm, which leaves through the outbox when its unit of work commits.</summary>
public interface IDomainEvent
{
    /// <summary>What it is about: the customer's id, by which messages are kept in order.</summary>
    string Subject { get; }

    /// <summary>When it occurred.</summary>
    Instant OccurredAt { get; }
}
