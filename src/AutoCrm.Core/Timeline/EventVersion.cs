using NodaTime;

namespace AutoCrm.Timeline;

/// <summary>A version of an event.</summary>
/// <param name="Event">What the system stated.</param>
/// <param name="SupersededAt">When another version took its place; <see langword="null"/> for the one that stands.</param>
public sealed record EventVersion(CustomerEvent Event, Instant? SupersededAt);
