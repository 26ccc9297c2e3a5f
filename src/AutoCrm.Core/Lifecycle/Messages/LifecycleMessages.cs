using AutoCrm.Assessment;
using AutoCrm.SharedKernel;

namespace AutoCrm.Lifecycle;

/// <summary>
/// The messages of a lifecycle: of a customer's first assessment the stage; then every stage that was entered since, in order; and where what was known
/// has turned out otherwise, as by a late event, one message with what was withdrawn and what took its place.
/// </summary>
internal static class LifecycleMessages
{
    public static IEnumerable<IDomainEvent> Of(SectionChange<LifecycleAssessment> change)
    {
        if (change.Current is not { } current)
        {
            return [];
        }

        if (change.Previous is not { } previous)
        {
            return [Changed(change, current, null, current.Path[^1])];
        }

        var common = CountCommon(previous.Path, current.Path);
        return common == previous.Path.Count
            ? [.. Enumerable.Range(common, current.Path.Count - common).Select(i => Changed(change, current, current.Path[i - 1].Stage, current.Path[i]))]
            : [Revised(change, previous, current, common)];
    }

    private static int CountCommon(IReadOnlyList<LifecycleStep> one, IReadOnlyList<LifecycleStep> other)
    {
        var common = 0;
        while (common < one.Count && common < other.Count && one[common].Stage == other[common].Stage && one[common].Since == other[common].Since)
        {
            common++;
        }

        return common;
    }

    private static LifecycleStageChanged Changed(
        SectionChange<LifecycleAssessment> change, LifecycleAssessment current, Stage? from, LifecycleStep step) =>
        new(change.Customer, from, step.Stage, step.Since, step.Reason ?? current.Reason, current.EntryEffects.GetValueOrDefault(step.Stage, []));

    /// <summary>The effects are those of the stage the customer is in now, unless the customer was known to be in it.</summary>
    private static LifecyclePathRevised Revised(
        SectionChange<LifecycleAssessment> change, LifecycleAssessment previous, LifecycleAssessment current, int common) => new(
        change.Customer,
        previous.Stage,
        current.Stage,
        current.Since,
        current.Reason,
        [.. previous.Path.Skip(common).Select(step => new StageEntry(step.Stage, step.Since))],
        [.. current.Path.Skip(common).Select(step => new StageEntry(step.Stage, step.Since, step.Reason))],
        previous.Stage == current.Stage ? [] : current.EntryEffects.GetValueOrDefault(current.Stage, []),
        change.AsOf);
}
