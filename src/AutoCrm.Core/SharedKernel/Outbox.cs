using System.Text.Json;
using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>
/// A message that was committed together with the change it describes and waits to be published. Its members are those
/// of a CloudEvent 1.0.
/// </summary>
/// <param name="Id">The message's id; a receiver absorbs duplicates by it.</param>
/// <param name="Type">The CloudEvents type.</param>
/// <param name="Subject">The customer's id; messages of one subject are published in order.</param>
/// <param name="OccurredAt">When the described event occurred.</param>
/// <param name="Data">The event itself as JSON.</param>
public sealed record OutboxMessage(Guid Id, string Type, string Subject, Instant OccurredAt, string Data)
{
    /// <summary>Wraps a domain event.</summary>
    /// <param name="domainEvent">The event; it is written as JSON with its run-time type's members.</param>
    public static OutboxMessage From(IDomainEvent domainEvent)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        return new OutboxMessage(
            Guid.CreateVersion7(domainEvent.OccurredAt.ToDateTimeOffset()),
            domainEvent.GetType().Name,
            domainEvent.Subject,
            domainEvent.OccurredAt,
            JsonSerializer.Serialize(domainEvent, domainEvent.GetType(), AutoCrmJson.Options));
    }
}

/// <summary>The messages that wait to be published. Writing happens through <see cref="IUnitOfWork"/> alone.</summary>
public interface IOutbox
{
    /// <summary>The oldest messages not yet published, in the order they were committed.</summary>
    /// <param name="limit">How many at most, at least 1.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    Task<IReadOnlyList<OutboxMessage>> ReadPendingAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>Notes that messages have been published; they are not handed out again.</summary>
    Task MarkPublishedAsync(IReadOnlyCollection<Guid> messages, Instant publishedAt, CancellationToken cancellationToken = default);
}
