using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>Where a customer stands in the lifecycle as of an instant, and how it came there.</summary>
/// <param name="AsOf">The instant.</param>
/// <param name="Path">Every stage so far, the first one first; at least one.</param>
/// <param name="Next">The stage that follows if nothing happens, if any.</param>
public sealed record LifecycleAssessment(Instant AsOf, IReadOnlyList<LifecycleStep> Path, UpcomingTransition? Next)
{
    /// <summary>The present stage and how it was entered.</summary>
    public LifecycleStep Current => Path[^1];
}
