using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>A transition caused by an event.</summary>
/// <param name="From">The stages it starts from.</param>
/// <param name="Cause">The kind of event.</param>
/// <param name="To">The destination.</param>
/// <param name="Guard">The guard; <see langword="null"/> = none.</param>
public sealed record EventTransition(IReadOnlyList<Stage> From, EventKind Cause, Destination To, Guard? Guard = null)
{
    /// <summary>Where it starts from any stage but these, also from such as are added to the lifecycle later.</summary>
    internal IReadOnlyList<Stage>? AnyBut { get; init; }

    /// <summary>Who stated it, where it was contributed to a lifecycle.</summary>
    internal string? Contributor { get; init; }
}

/// <summary>A transition caused by elapsed time.</summary>
/// <param name="From">The stages it starts from.</param>
/// <param name="After">The period on the UTC calendar.</param>
/// <param name="CountsFrom">
/// The events it counts from: it is due a period after the latest of them, but never before the stage was entered. Without
/// such an event it counts from when the stage was entered.
/// </param>
/// <param name="To">The destination.</param>
public sealed record TimeTransition(IReadOnlyList<Stage> From, Period After, IReadOnlyList<EventPattern> CountsFrom, Destination To)
{
    /// <inheritdoc cref="EventTransition.Contributor"/>
    internal string? Contributor { get; init; }
}
