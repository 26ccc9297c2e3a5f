using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>The stage that a customer will be in if nothing happens.</summary>
/// <param name="To">The stage.</param>
/// <param name="DueAt">When.</param>
/// <param name="PreventedBy">The codes of the event kinds that would put it off or take the customer elsewhere before.</param>
/// <param name="Reason">Why it is due.</param>
public sealed record UpcomingTransition(Stage To, Instant DueAt, IReadOnlyList<string> PreventedBy, Reason Reason);
