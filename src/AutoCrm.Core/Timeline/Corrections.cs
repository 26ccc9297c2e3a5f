using AutoCrm.SharedKernel;

namespace AutoCrm.Timeline;

/// <summary>Finds the events that others correct.</summary>
internal static class Corrections
{
    /// <summary>
    /// The references of the corrected events. Where events correct one another in a circle, the one recorded last stands; of several recorded at
    /// the same instant, the one whose reference comes last.
    /// </summary>
    public static HashSet<SourceRef> FindCorrected(IReadOnlyCollection<CustomerEvent> events)
    {
        var bySource = events.ToDictionary(customerEvent => customerEvent.Source);
        var targets = new Dictionary<SourceRef, SourceRef>();
        foreach (var customerEvent in events)
        {
            if (customerEvent.RefersTo is { } target && bySource.TryGetValue(target, out var other) && customerEvent.Corrects(other))
            {
                targets[customerEvent.Source] = target;
            }
        }

        var corrected = targets.Values.ToHashSet();
        foreach (var circle in FindCircles(targets))
        {
            corrected.Remove(circle.Select(source => bySource[source]).MaxBy(customerEvent => (customerEvent.RecordedAt, customerEvent.Source))!.Source);
        }

        return corrected;
    }

    /// <summary>Each event corrects one other at most, so following the targets leads into every circle.</summary>
    private static IEnumerable<List<SourceRef>> FindCircles(Dictionary<SourceRef, SourceRef> targets)
    {
        var visited = new HashSet<SourceRef>();
        foreach (var start in targets.Keys)
        {
            var path = new List<SourceRef>();
            SourceRef? next = start;
            while (next is { } source && visited.Add(source))
            {
                path.Add(source);
                next = targets.TryGetValue(source, out var target) ? target : null;
            }

            if (next is { } met && path.IndexOf(met) is >= 0 and var first)
            {
                yield return path[first..];
            }
        }
    }
}
