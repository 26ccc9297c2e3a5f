using AutoCrm.Assessment;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Value;

namespace AutoCrm.Hosting;

/// <summary>Assesses the section <c>lifecycle</c> by the lifecycle of the host.</summary>
internal sealed class LifecycleSection(ILifecycle lifecycle) : IAssessor<LifecycleAssessment>
{
    public LifecycleAssessment? Assess(AssessmentContext context) => lifecycle.Assess(context.History, context.AsOf);
}

/// <summary>Assesses the section <c>rfm</c> by the measure of the host.</summary>
internal sealed class RfmSection(IRfmMeasure measure) : IAssessor<RfmFigures>
{
    public RfmFigures? Assess(AssessmentContext context) => measure.Measure(context.History, context.AsOf) with
    {
        ValidUntil = measure.GetValidUntil(context.History, context.AsOf),
    };
}

/// <summary>Assesses the section <c>visit</c>.</summary>
internal sealed class VisitSection : IAssessor<LatestVisit>
{
    public LatestVisit? Assess(AssessmentContext context)
    {
        var events = context.History.Events;
        for (var i = events.Count - 1; i >= 0; i--)
        {
            if (events[i] is { Outlet: { } outlet } latest && latest.OccurredAt <= context.AsOf)
            {
                return new LatestVisit(outlet, latest.OccurredAt, Reason.Create(
                    "visit.latest", [latest.Source.ToString()], ("event", latest.Kind.Code), ("outlet", outlet.Value), ("date", latest.OccurredAt)));
            }
        }

        return null;
    }
}
