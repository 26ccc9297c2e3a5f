using AutoCrm.Assessment;
using AutoCrm.Identity;
using AutoCrm.Import;
using QuickStart.Output;

namespace QuickStart;

/// <summary>What a run found and changed.</summary>
public sealed record Outcome(ImportReport Import, IdentityRun Identities, AssessmentRun Assessment, BaseStatistics Statistics)
{
    /// <summary>Whether the store is as it was before.</summary>
    public bool ChangedNothing => Import.ChangedNothing && Identities.ChangedNothing && Assessment.ChangedNothing;
}
