namespace AutoCrm.SharedKernel;

/// <summary>A message that a lease holds.</summary>
/// <param name="Message">The message.</param>
/// <param name="Sequence">Its position in the outbox, which grows from message to message of a subject and is never used twice.</param>
/// <param name="Attempts">How often publishing it has failed so far.</param>
/// <param name="Lease">The lease.</param>
public sealed record ClaimedMessage(OutboxMessage Message, long Sequence, int Attempts, OutboxLease Lease);
