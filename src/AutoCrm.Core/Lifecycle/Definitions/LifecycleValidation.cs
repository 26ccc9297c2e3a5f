using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>Finds the errors of a lifecycle definition.</summary>
internal static class LifecycleValidation
{
    public static List<string> Problems(
        Stage? initial, IReadOnlyList<StageDefinition> definitions, IReadOnlyList<EventTransition> byEvent, IReadOnlyList<TimeTransition> byTime,
        IEnumerable<Stage> withEffects)
    {
        IReadOnlyList<Stage> stages = [.. definitions.Select(definition => definition.Stage)];
        if (initial is not { } start)
        {
            return ["The lifecycle has no stage; expected at least the initial one."];
        }

        return
        [
            .. DoubledStages(definitions),
            .. UnknownStages(stages, byEvent, byTime),
            .. Unreachable(start, definitions, byEvent, byTime),
            .. DoubledCauses(byEvent),
            .. Periods(byTime),
            .. TimeLoops(stages, byTime),
            .. withEffects.Except(stages).Select(stage => $"The stage {stage} has effects on entry, and is not defined; add it to the stages."),
        ];
    }

    private static IEnumerable<string> DoubledStages(IReadOnlyList<StageDefinition> definitions) => definitions
        .GroupBy(definition => definition.Stage)
        .Where(same => same.Count() > 1)
        .Select(same => $"Stage {same.Key} is defined {same.Count()} times{By(same.Select(definition => definition.Contributor))}; define it once.");

    private static IEnumerable<string> UnknownStages(
        IReadOnlyList<Stage> stages, IReadOnlyList<EventTransition> byEvent, IReadOnlyList<TimeTransition> byTime) => byEvent
        .SelectMany(row => row.From.Concat(row.To.Possible(stages)).Select(stage => (Stage: stage, row.Contributor)))
        .Concat(byTime.SelectMany(row => row.From.Concat(row.To.Possible(stages)).Select(stage => (Stage: stage, row.Contributor))))
        .Where(named => !stages.Contains(named.Stage))
        .GroupBy(named => named.Stage, named => named.Contributor)
        .Select(named => $"A transition{By(named)} names the stage {named.Key}, which is not defined; add it to the stages.");

    private static IEnumerable<string> Unreachable(
        Stage start, IReadOnlyList<StageDefinition> stages, IReadOnlyList<EventTransition> byEvent, IReadOnlyList<TimeTransition> byTime)
    {
        var edges = byEvent.Select(row => (row.From, row.To)).Concat(byTime.Select(row => (row.From, row.To))).ToList();
        var reached = new HashSet<Stage> { start };
        int before;
        do
        {
            before = reached.Count;
            foreach (var (_, to) in edges.Where(edge => edge.From.Any(reached.Contains)))
            {
                reached.UnionWith(to.Possible([.. reached]));
            }
        }
        while (reached.Count > before);

        return stages
            .Where(definition => !reached.Contains(definition.Stage))
            .Select(definition => $"Stage {definition.Stage}{By([definition.Contributor])} cannot be reached from {start}; add a transition that leads to it.");
    }

    private static IEnumerable<string> DoubledCauses(IReadOnlyList<EventTransition> byEvent) => byEvent
        .SelectMany(row => row.From.Select(from => (From: from, Cause: row.Cause.Code, row.Guard, row.Contributor)))
        .GroupBy(row => (row.From, row.Cause))
        .Where(rows => rows.Count() > 1 && (rows.Any(row => row.Guard is null) || rows.DistinctBy(row => row.Guard!.Name).Count() < rows.Count()))
        .Select(rows => $"From {rows.Key.From}, {rows.Key.Cause} causes {rows.Count()} transitions without distinct guards{By(rows.Select(row => row.Contributor))}; give each its own guard.");

    private static IEnumerable<string> Periods(IReadOnlyList<TimeTransition> byTime) => byTime
        .Where(row => !IsPositive(row.After))
        .Select(row => $"The transition from {string.Join(", ", row.From)} to {row.To}{By([row.Contributor])} comes after {row.After}; expected a positive period.");

    private static bool IsPositive(Period period)
    {
        var begin = new LocalDateTime(2000, 1, 1, 0, 0);
        return begin + period > begin;
    }

    private static IEnumerable<string> TimeLoops(IReadOnlyList<Stage> stages, IReadOnlyList<TimeTransition> byTime)
    {
        var next = byTime
            .SelectMany(row => row.From.SelectMany(from => row.To.Possible(stages.Where(stage => stage != from)).Select(to => (From: from, To: to))))
            .ToLookup(edge => edge.From, edge => edge.To);
        var contributors = byTime.SelectMany(row => row.From.Select(from => (From: from, row.Contributor))).ToLookup(row => row.From, row => row.Contributor);
        IEnumerable<string?> InLoopOf(Stage stage) =>
            Follows(stage, next).Where(reached => Follows(reached, next).Contains(stage)).SelectMany(reached => contributors[reached]);
        return stages
            .Where(stage => Follows(stage, next).Contains(stage))
            .Select(stage => $"Time alone leads from {stage} back to {stage}{By(InLoopOf(stage))}; add a transition by event to the cycle.");
    }

    private static HashSet<Stage> Follows(Stage stage, ILookup<Stage, Stage> next)
    {
        var found = new HashSet<Stage>();
        var open = new Stack<Stage>(next[stage]);
        while (open.TryPop(out var reached))
        {
            if (found.Add(reached))
            {
                foreach (var further in next[reached])
                {
                    open.Push(further);
                }
            }
        }

        return found;
    }

    /// <summary>Who contributed what a problem is about; nothing for what the author of the definition states.</summary>
    private static string By(IEnumerable<string?> contributors)
    {
        var named = contributors.OfType<string>().Distinct().ToList();
        return named.Count == 0 ? "" : $" (contributed by {string.Join(" and ", named)})";
    }
}
