using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>The right to say what becomes of claimed messages, until it expires and they are claimed again.</summary>
/// <param name="Owner">Who claimed.</param>
/// <param name="Token">Identifies this claim among all others, also those of the same owner.</param>
/// <param name="ExpiresAt">When the messages may be claimed by others.</param>
public sealed record OutboxLease(string Owner, Guid Token, Instant ExpiresAt);
