using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>Finds the errors of a lifecycle definition.</summary>
internal static class LifecycleValidation
{
    public static List<string> Problems(
        Stage? initial, IReadOnlyList<Stage> stages, IReadOnlyList<EventTransition> byEvent, IReadOnlyList<TimeTransition> byTime)
    {
        if (initial is not { } start)
        {
            return ["The lifecycle has no stage; expected at least the initial one."];
        }

        return
        [
            .. DoubledStages(stages),
            .. UnknownStages(stages, byEvent, byTime),
            .. Unreachable(start, stages, byEvent, byTime),
            .. DoubledCauses(byEvent),
            .. Periods(byTime),
            .. TimeLoops(stages, byTime),
        ];
    }

    private static IEnumerable<string> DoubledStages(IReadOnlyList<Stage> stages) => stages
        .CountBy(stage => stage)
        .Where(count => count.Value > 1)
        .Select(count => $"Stage {count.Key} is defined {count.Value} times; define it once.");

    private static IEnumerable<string> UnknownStages(
        IReadOnlyList<Stage> stages, IReadOnlyList<EventTransition> byEvent, IReadOnlyList<TimeTransition> byTime) => byEvent
        .SelectMany(row => row.From.Concat(row.To.Possible(stages)))
        .Concat(byTime.SelectMany(row => row.From.Concat(row.To.Possible(stages))))
        .Except(stages)
        .Select(stage => $"A transition names the stage {stage}, which is not defined; add it to the stages.");

    private static IEnumerable<string> Unreachable(
        Stage start, IReadOnlyList<Stage> stages, IReadOnlyList<EventTransition> byEvent, IReadOnlyList<TimeTransition> byTime)
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

        return stages.Except(reached).Select(stage => $"Stage {stage} cannot be reached from {start}; add a transition that leads to it.");
    }

    private static IEnumerable<string> DoubledCauses(IReadOnlyList<EventTransition> byEvent) => byEvent
        .SelectMany(row => row.From.Select(from => (From: from, Cause: row.Cause.Code, row.Guard)))
        .GroupBy(row => (row.From, row.Cause))
        .Where(rows => rows.Count() > 1 && (rows.Any(row => row.Guard is null) || rows.DistinctBy(row => row.Guard!.Name).Count() < rows.Count()))
        .Select(rows => $"From {rows.Key.From}, {rows.Key.Cause} causes {rows.Count()} transitions without distinct guards; give each its own guard.");

    private static IEnumerable<string> Periods(IReadOnlyList<TimeTransition> byTime) => byTime
        .Where(row => !IsPositive(row.After))
        .Select(row => $"The transition from {string.Join(", ", row.From)} to {row.To} comes after {row.After}; expected a positive period.");

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
        return stages
            .Where(stage => Follows(stage, next).Contains(stage))
            .Select(stage => $"Time alone leads from {stage} back to {stage}; add a transition by event to the cycle.");
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
}
