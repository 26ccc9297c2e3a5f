using AutoCrm.Assessment;
using AutoCrm.Identity;
using AutoCrm.Import;
using QuickStart.Output;

namespace QuickStart;

/// <summary>The results of a run.</summary>
public sealed record Outcome(ImportReport Import, IdentityRun Identities, AssessmentRun Assessment, BaseStatistics Statistics)
{
    /// <summary>Whether the run left the store unchanged.</summary>
    public bool ChangedNothing => Import.ChangedNothing && Identities.ChangedNothing && Assessment.ChangedNothing;
}
