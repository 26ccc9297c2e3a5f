using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>
/// A domain event of AutoCrm, which leaves as a message through the outbox when its unit of work commits. The name under which it leaves is stated by
/// its <see cref="MessageDefinition{T}"/>. It must support a round trip through <see cref="AutoCrmJson.Options"/>.
/// </summary>
public interface IDomainEvent
{
    /// <summary>What it is about: the customer's id, by which messages are kept in order.</summary>
    string Subject { get; }

    /// <summary>When it occurred.</summary>
    Instant OccurredAt { get; }
}
