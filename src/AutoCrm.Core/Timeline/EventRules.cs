using System.Globalization;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Timeline;

/// <summary>What every event must be, and what its kind demands. Imports and appends hold events to the same rules.</summary>
public static class EventRules
{
    /// <summary>The largest amount or margin, in the units of the currency: far beyond any sale, and small enough that no sum over a base overflows.</summary>
    public const decimal LargestAmount = 1_000_000_000_000_000m;

    /// <summary>The largest score where the kind states no scale.</summary>
    public const decimal LargestScore = 1_000_000m;

    /// <summary>How far after it was recorded an event may have occurred, in days. Beyond that its time is taken for an error.</summary>
    public const int LongestDaysAhead = 366;

    /// <summary>The problems of an event; none where it can be appended.</summary>
    /// <param name="customerEvent">The event.</param>
    /// <param name="now">The time now.</param>
    public static IReadOnlyList<EventProblem> FindProblems(CustomerEvent customerEvent, Instant now)
    {
        ArgumentNullException.ThrowIfNull(customerEvent);
        var problems = new List<EventProblem>();
        if (customerEvent.Source.IsEmpty)
        {
            problems.Add(new EventProblem("key", null, "It has no Source; expected its system and its key there."));
        }

        if (customerEvent.Record.IsEmpty)
        {
            problems.Add(new EventProblem("customer", null, "It has no Record; expected the source record of the customer."));
        }

        FindTimeProblems(customerEvent, now, problems);
        FindMoneyProblems(customerEvent, problems);
        if (customerEvent.Kind.NeedsVehicle && customerEvent.Vehicle is null)
        {
            problems.Add(new EventProblem("vin", null, $"A {customerEvent.Kind.Code} requires a vehicle; expected its VIN."));
        }

        if (customerEvent.OdometerKm is < 0)
        {
            problems.Add(new EventProblem(
                "odometer_km", Text(customerEvent.OdometerKm.Value), $"The odometer reading {customerEvent.OdometerKm} is negative; expected kilometres from 0."));
        }

        problems.AddRange(FindTopicProblems(customerEvent.Kind, customerEvent.Topic, customerEvent.Score));
        problems.AddRange(FindNoteProblems(customerEvent.Kind, customerEvent.Note));
        return problems;
    }

    /// <summary>The problems of topic and score, as the kind demands them.</summary>
    public static IEnumerable<EventProblem> FindTopicProblems(EventKind kind, string? topic, decimal? score)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (topic is null && (kind.NeedsTopic || (kind.NeedsScore && kind.Topics.Count > 0)))
        {
            yield return new EventProblem(
                "topic", null, $"A {kind.Code} requires a topic; expected {ExpectedTopic(kind)}.");
        }

        if (topic is not null && kind.Topics.Count > 0 && !kind.Topics.Contains(topic))
        {
            yield return new EventProblem("topic", topic, $"'{Truncate(topic)}' is not a topic of {kind.Code}; expected one of {string.Join(", ", kind.Topics)}.");
        }

        if (kind.NeedsScore && score is null)
        {
            yield return new EventProblem("score", null, $"A {kind.Code} requires a score.");
        }

        if (score is { } given)
        {
            if (topic is not null && kind.Scales.TryGetValue(topic, out var scale))
            {
                if (given < scale.Lowest || given > scale.Highest)
                {
                    yield return new EventProblem(
                        "score", Text(given), $"A score of {Text(given)} is not on the scale of {scale.Name}; expected a number from {Text(scale.Lowest)} to {Text(scale.Highest)}.");
                }
            }
            else if (Math.Abs(given) > LargestScore)
            {
                yield return new EventProblem("score", Text(given), $"A score of {Text(given)} is not plausible; expected at most {Text(LargestScore)}.");
            }
        }
    }

    /// <summary>The problems of the note, as the kind demands it.</summary>
    public static IEnumerable<EventProblem> FindNoteProblems(EventKind kind, string? note)
    {
        ArgumentNullException.ThrowIfNull(kind);
        if (kind.Notes.Count > 0 && (note is null || !kind.Notes.Contains(note)))
        {
            yield return new EventProblem(
                "note",
                note,
                $"{(note is null ? $"A {kind.Code} requires a note" : $"'{Truncate(note)}' is not a note of {kind.Code}")}; expected one of {string.Join(", ", kind.Notes)}.");
        }
    }

    /// <summary>The problem of the instant, if it is too far ahead.</summary>
    /// <param name="occurredAt">When the event occurred.</param>
    /// <param name="recordedAt">When it was recorded; an event may occur up to <see cref="LongestDaysAhead"/> days later.</param>
    public static EventProblem? FindTimeProblem(Instant occurredAt, Instant recordedAt)
    {
        var latest = recordedAt + Duration.FromDays(LongestDaysAhead);
        return occurredAt <= latest
            ? null
            : new EventProblem(
                "occurred_at", occurredAt.ToString(), $"It is said to occur on {occurredAt}, more than {LongestDaysAhead} days ahead; expected an instant up to {latest}.");
    }

    private static void FindTimeProblems(CustomerEvent customerEvent, Instant now, List<EventProblem> problems)
    {
        if (customerEvent.OccurredAt == default)
        {
            problems.Add(new EventProblem("occurred_at", null, "It has no OccurredAt; expected the instant at which it occurred."));
        }
        else if (FindTimeProblem(customerEvent.OccurredAt, Instant.Max(now, customerEvent.RecordedAt)) is { } problem)
        {
            problems.Add(problem);
        }
    }

    private static void FindMoneyProblems(CustomerEvent customerEvent, List<EventProblem> problems)
    {
        foreach (var (field, money) in new[] { ("amount", customerEvent.Amount), ("margin", customerEvent.Margin) })
        {
            if (money is { } known && Math.Abs(known.Amount) > LargestAmount)
            {
                problems.Add(new EventProblem(field, Text(known.Amount), $"The {field} {Text(known.Amount)} is not plausible; expected at most {Text(LargestAmount)}."));
            }
        }

        if (customerEvent is { Amount: { } amount, Margin: { } margin } && amount.Currency != margin.Currency)
        {
            problems.Add(new EventProblem(
                "currency", margin.Currency.Code, $"The amount is in {amount.Currency.Code} and the margin in {margin.Currency.Code}; expected one currency for both."));
        }
    }

    private static string ExpectedTopic(EventKind kind) =>
        kind.Topics.Count > 0 ? $"one of {string.Join(", ", kind.Topics)}" : kind == StageOverridden.Definition ? "the name of the stage" : "a text";

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Truncate(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
