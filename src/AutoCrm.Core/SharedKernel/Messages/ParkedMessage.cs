using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>A message that was set aside because it could not be published.</summary>
/// <param name="Message">The message.</param>
/// <param name="Sequence">Its position in the outbox.</param>
/// <param name="Attempts">How often publishing it has failed.</param>
/// <param name="ParkedAt">When it was set aside.</param>
/// <param name="Error">Why.</param>
public sealed record ParkedMessage(OutboxMessage Message, long Sequence, int Attempts, Instant ParkedAt, string Error);
