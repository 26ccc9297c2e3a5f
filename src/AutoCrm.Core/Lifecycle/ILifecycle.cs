using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>Assesses the lifecycle of customers by a definition. Pure, and used by several threads at once.</summary>
public interface ILifecycle
{
    /// <summary>The definition, with what plug-ins have contributed to it.</summary>
    LifecycleDefinition Definition { get; }

    /// <summary>Assesses the lifecycle as of an instant.</summary>
    /// <param name="history">The history as of that instant or a later one; events after <paramref name="asOf"/> are ignored.</param>
    /// <param name="asOf">The instant.</param>
    LifecycleAssessment Assess(CustomerHistory history, Instant asOf);
}
