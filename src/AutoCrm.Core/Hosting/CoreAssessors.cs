using AutoCrm.Assessment;
using AutoCrm.Lifecycle;
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
