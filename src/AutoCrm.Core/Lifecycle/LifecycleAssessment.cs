using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>The lifecycle stage of a customer as of an instant, with the path to it.</summary>
/// <param name="AsOf">The instant.</param>
/// <param name="Path">All stages so far in chronological order; at least one.</param>
/// <param name="Next">The next transition by elapsed time, if any.</param>
public sealed record LifecycleAssessment(Instant AsOf, IReadOnlyList<LifecycleStep> Path, UpcomingTransition? Next)
{
    /// <summary>The current stage and how it was entered.</summary>
    public LifecycleStep Current => Path[^1];
}
