using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>The section <c>visit</c> of an assessment: the outlet at which the customer was dealt with last, by which outlets list their customers.</summary>
/// <param name="Outlet">The outlet of the latest event that names one.</param>
/// <param name="At">When that event occurred.</param>
/// <param name="Reason">The event.</param>
public sealed record LatestVisit(OutletCode Outlet, Instant At, Reason Reason)
{
    /// <summary>The section <c>visit</c>. It is missing where no event names an outlet, and holds until one does.</summary>
    public static AssessmentDefinition<LatestVisit> Definition { get; } = new AssessmentDefinition<LatestVisit>("visit").After(LifecycleAssessment.Definition);

    /// <summary>The column <c>visit_outlet</c>: the outlet.</summary>
    public static AssessmentColumn<OutletCode> OutletColumn { get; } = Definition.Column("outlet", visit => visit.Outlet);

    /// <summary>The column <c>visit_at</c>: when.</summary>
    public static AssessmentColumn<Instant> AtColumn { get; } = Definition.Column("at", visit => visit.At);

    static LatestVisit() => Definition.Index(OutletColumn, LifecycleAssessment.StageColumn, AtColumn);
}
