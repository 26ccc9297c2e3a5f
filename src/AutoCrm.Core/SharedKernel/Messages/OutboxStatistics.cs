using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>How much waits in the outbox.</summary>
/// <param name="Pending">The messages not published yet, without those parked.</param>
/// <param name="OldestPendingAt">When the first of them was recorded; <see langword="null"/> where none waits.</param>
/// <param name="Parked">The messages set aside.</param>
public sealed record OutboxStatistics(long Pending, Instant? OldestPendingAt, long Parked)
{
    /// <summary>
    /// The process whose open transaction keeps later messages from leaving, and since when: it may still add earlier ones. <see langword="null"/> where there is
    /// none, and in stores with one writer at a time.
    /// </summary>
    public string? HeldBy { get; init; }
}
