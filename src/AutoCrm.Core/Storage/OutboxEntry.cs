using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Storage;

/// <summary>
/// A message in the outbox with all that is known of it, for stores that keep it as one thing; a relational store has a column for each member.
/// Immutable; safe for use by several threads.
/// </summary>
/// <param name="Sequence">Its position, which grows from commit to commit and is never used twice.</param>
/// <param name="Message">The message.</param>
public sealed record OutboxEntry(long Sequence, OutboxMessage Message)
{
    /// <summary>How often publishing it has failed.</summary>
    public int Attempts { get; init; }

    /// <summary>The earliest instant at which it is handed out again; <see langword="null"/> = at once.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>The latest claim, which may have expired; <see langword="null"/> where there is none.</summary>
    public OutboxLease? Lease { get; init; }

    /// <summary>When it was set aside; <see langword="null"/> where it is not.</summary>
    public Instant? ParkedAt { get; init; }

    /// <summary>Why publishing it failed last.</summary>
    public string? Error { get; init; }

    /// <summary>When it was published; <see langword="null"/> where it waits.</summary>
    public Instant? PublishedAt { get; init; }

    /// <summary>The entries that may be claimed now, as <see cref="IOutbox.ClaimAsync"/> says.</summary>
    /// <param name="entries">The entries in the order of their sequence; those that are published are passed over.</param>
    /// <param name="now">The instant of the claim.</param>
    /// <param name="options">What the claim considers.</param>
    public static IEnumerable<OutboxEntry> ListClaimable(IEnumerable<OutboxEntry> entries, Instant now, OutboxClaimOptions options)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(options);
        return FilterClaimable(entries, now, options);
    }

    /// <summary>Holds what is asked of a claim to what <see cref="IOutbox.ClaimAsync"/> demands.</summary>
    /// <returns>The options, the defaults where none are given.</returns>
    /// <exception cref="ArgumentException">The owner is empty, or the limit or the lease is out of range.</exception>
    public static OutboxClaimOptions CheckClaim(string owner, int limit, Duration lease, OutboxClaimOptions? options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, Duration.Zero);
        return options ?? OutboxClaimOptions.Default;
    }

    /// <summary>Whether a lease holds it: it has not been claimed again since.</summary>
    public bool IsHeldBy(OutboxLease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return PublishedAt is null && Lease?.Token == lease.Token;
    }

    /// <summary>The entry as its holder sees it.</summary>
    /// <exception cref="InvalidOperationException">It is not claimed.</exception>
    public ClaimedMessage ToClaimed() =>
        new(Message, Sequence, Attempts, Lease ?? throw new InvalidOperationException($"Message {Message.Id} is not claimed."));

    /// <summary>The entry as those see it who look after parked messages.</summary>
    /// <exception cref="InvalidOperationException">It is not parked.</exception>
    public ParkedMessage ToParked() =>
        new(Message, Sequence, Attempts, ParkedAt ?? throw new InvalidOperationException($"Message {Message.Id} is not parked."), Error ?? "");

    /// <summary>The entry after it was published.</summary>
    public OutboxEntry Complete(Instant at) => this with { PublishedAt = at, Lease = null, NotBefore = null, Error = null };

    /// <summary>The entry after publishing it failed.</summary>
    public OutboxEntry Fail(string error, Instant retryAt) => this with { Attempts = Attempts + 1, NotBefore = retryAt, Error = error, Lease = null };

    /// <summary>The entry after it was set aside.</summary>
    public OutboxEntry Park(string error, Instant at) => this with { Attempts = Attempts + 1, ParkedAt = at, Error = error, Lease = null, NotBefore = null };

    /// <summary>The entry after its holder gave it back.</summary>
    public OutboxEntry Release() => this with { Lease = null };

    /// <summary>The entry after it was made to wait again.</summary>
    public OutboxEntry Replay() => this with { Attempts = 0, ParkedAt = null, Error = null };

    private static IEnumerable<OutboxEntry> FilterClaimable(IEnumerable<OutboxEntry> entries, Instant now, OutboxClaimOptions options)
    {
        var blocked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var subject = entry.Message.Subject;
            if (entry.PublishedAt is not null || blocked.Contains(subject) || options.Shards?.Contains(OutboxShards.Of(subject)) == false)
            {
                continue;
            }

            if (entry.ParkedAt is null && (entry.NotBefore is not { } notBefore || notBefore <= now) && (entry.Lease is not { } lease || lease.ExpiresAt <= now))
            {
                yield return entry;
            }
            else if (entry.ParkedAt is null || options.ParkedBlocksSubject)
            {
                blocked.Add(subject);
            }
        }
    }
}
