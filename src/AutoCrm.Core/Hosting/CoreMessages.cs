using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Value;

namespace AutoCrm.Hosting;

/// <summary>The messages of AutoCrm itself.</summary>
internal static class CoreMessages
{
    public static IReadOnlyList<MessageDefinition> List() =>
    [
        FilesImported.Definition,
        CustomerRegistered.Definition,
        RecordsLinked.Definition,
        CustomerMerged.Definition,
        MergeUndone.Definition,
        CustomerSplit.Definition,
        BaseResolved.Definition,
        CustomerConsentChanged.Definition,
        CustomerErased.Definition,
        LifecycleStageChanged.Definition,
        LifecyclePathRevised.Definition,
        ValueTierChanged.Definition,
        BaseAssessed.Definition,
    ];
}
