using AutoCrm.Lifecycle;
using AutoCrm.Tests.Timeline;
using AutoCrm.Timeline;
using CsCheck;
using NodaTime;

namespace AutoCrm.Tests.Lifecycle;

public sealed class LifecyclePropertyTests
{
    private static readonly LifecycleAssessor Assessor = new(LifecycleDefinition.Automotive);

    private static readonly Gen<Instant> Instants = Gen.Int[0, 4500].Select(day => Life.On("2014-12-01") + Duration.FromDays(day));

    [Fact]
    public void The_answer_as_of_an_instant_is_what_was_answered_then() => Gen.Select(Histories.Events, Instants, Instants).Sample((events, one, other) =>
    {
        var (then, now) = (Instant.Min(one, other), Instant.Max(one, other));
        var asked = Assess(events, then);
        var later = Assess(events, now);
        // A later assessment has the same start of the path, provided that there was a first event before.
        var begun = events.Any(customerEvent => customerEvent.OccurredAt <= then);
        return asked.Path.Zip(later.Path).All(pair => !begun || Same(pair.First, pair.Second))
            && (!begun || later.Path.Count >= asked.Path.Count)
            && Assessor.Assess(CustomerHistory.Of(Life.Customer, Life.On("2014-06-01"), events, now), then).Path.Zip(asked.Path).All(pair => Same(pair.First, pair.Second));
    });

    [Fact]
    public void The_path_never_runs_backwards_and_ends_by_the_instant() => Gen.Select(Histories.Events, Instants).Sample((events, asOf) =>
    {
        var path = Assess(events, asOf).Path;
        return path.Zip(path.Skip(1)).All(pair => pair.First.Since <= pair.Second.Since) && path[^1].Since <= asOf;
    });

    [Fact]
    public void The_next_transition_happens_when_nothing_else_does() => Gen.Select(Histories.Events, Instants).Sample((events, asOf) =>
    {
        var past = events.Where(one => one.OccurredAt <= asOf).ToArray();
        if (Assess(past, asOf).Next is not { } next)
        {
            return true;
        }

        var before = Assess(past, next.DueAt - Duration.Epsilon);
        var after = Assess(past, next.DueAt);
        return next.DueAt > asOf && after.Path.Count > before.Path.Count && after.Path[before.Path.Count].Stage == next.To
            && after.Path[before.Path.Count].Reason!.Equals(next.Reason);
    });

    private static LifecycleAssessment Assess(IEnumerable<CustomerEvent> events, Instant asOf) =>
        Assessor.Assess(CustomerHistory.Of(Life.Customer, Life.On("2014-06-01"), events, asOf), asOf);

    private static bool Same(LifecycleStep left, LifecycleStep right) =>
        left.Stage == right.Stage && left.Since == right.Since && left.Reason!.Equals(right.Reason);
}
