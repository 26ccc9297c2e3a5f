using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>The next transition by elapsed time, if no further event occurs.</summary>
/// <param name="To">The stage it leads to.</param>
/// <param name="DueAt">The instant at which it is due.</param>
/// <param name="PreventedBy">The codes of the event kinds that would postpone it or cause another transition first.</param>
/// <param name="Reason">The reason.</param>
public sealed record UpcomingTransition(Stage To, Instant DueAt, IReadOnlyList<string> PreventedBy, Reason Reason);
