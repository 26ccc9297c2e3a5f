using AutoCrm.Assessment;
using AutoCrm.Lifecycle;
using AutoCrm.Value;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Hosting;

/// <summary>The sections of assessments of AutoCrm itself, and their assessors.</summary>
internal static class CoreAssessments
{
    public static AssessmentDefinition[] List() =>
        [LifecycleAssessment.Definition, LatestVisit.Definition, CustomerValue.Definition, RfmFigures.Definition, RfmScore.Definition, TierAssignment.Definition];

    public static AssessmentPart[] ListParts(IServiceProvider services) =>
    [
        new OwnPart<LifecycleAssessment>(LifecycleAssessment.Definition, new LifecycleSection(services.GetRequiredService<ILifecycle>())),
        new OwnPart<LatestVisit>(LatestVisit.Definition, new VisitSection()),
        new OwnPart<CustomerValue>(CustomerValue.Definition, services.GetRequiredService<ValueAssessor>()),
        new OwnPart<RfmFigures>(RfmFigures.Definition, new RfmSection(services.GetRequiredService<IRfmMeasure>())),
        new RankedPart<RfmScore, RfmPosition>(RfmScore.Definition, new RfmScoring()),
        new RankedPart<TierAssignment, CustomerWorth>(TierAssignment.Definition, services.GetRequiredService<TierAssessor>()),
    ];
}
