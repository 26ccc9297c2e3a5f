using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>The right to say what becomes of claimed messages, until it expires and somebody else claims them.</summary>
/// <param name="Owner">Who claimed.</param>
/// <param name="Token">Tells this claim from all others, also those of the same owner.</param>
/// <param name="ExpiresAt">When the messages may be claimed by others.</param>
public sealed record OutboxLease(string Owner, Guid Token, Instant ExpiresAt);
