using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Storage;

/// <summary>That a consumer has received a message.</summary>
/// <param name="Consumer">Who received it.</param>
/// <param name="Message">The message's id.</param>
/// <param name="Subject">What it is about; <see langword="null"/> where it has no subject.</param>
/// <param name="ReceivedAt">When.</param>
public sealed record InboxEntry(string Consumer, Guid Message, string? Subject, Instant ReceivedAt)
{
    /// <summary>The exception of a commit whose message the same consumer has received in another unit of work meanwhile.</summary>
    public ConcurrencyException CreateConcurrencyException() => new(
        $"Consumer '{Consumer}' has received message {Message} in another unit of work meanwhile; nothing of this one is stored. " +
        "Ask TryReceiveAsync again, which answers that there is nothing left to do.");
}
