using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using CsCheck;

namespace AutoCrm.Tests.Timeline;

public sealed class CustomerHistoryTests
{
    [Fact]
    public void The_order_of_arrival_does_not_matter() => Histories.Events.SelectMany(events => Gen.Shuffle(events).Select(shuffled => (events, shuffled)))
        .Sample(pair =>
        {
            var asOf = Life.On("2022-06-30");
            var one = CustomerHistory.Of(Life.Customer, Life.On("2015-01-01"), pair.events, asOf);
            var other = CustomerHistory.Of(Life.Customer, Life.On("2015-01-01"), pair.shuffled, asOf);
            return one.Events.SequenceEqual(other.Events) && one.Events.All(happened => happened.OccurredAt <= asOf);
        });

    [Fact]
    public void Simultaneous_events_come_in_the_order_of_their_kinds_then_of_their_references()
    {
        var history = Life.History(
            "2025-01-01",
            Life.Event(ServiceVisited.Definition, "2024-01-01", "b"),
            Life.Event(ServiceVisited.Definition, "2024-01-01", "a"),
            Life.Event(LeadReceived.Definition, "2024-01-01", "z"));
        Assert.Equal(["z", "a", "b"], history.Events.Select(happened => happened.Source.Key));
    }

    [Fact]
    public void A_correction_takes_the_place_of_what_it_corrects_from_when_it_occurred()
    {
        var visit = Life.Event(ServiceVisited.Definition, "2024-01-01", "V1").With(1000, 400);
        var correction = Life.Event(ServiceVisited.Definition, "2024-02-01", "V2").With(900, 300) with { RefersTo = visit.Source };
        Assert.Equal(["V1"], Life.History("2024-01-31", visit, correction).Events.Select(happened => happened.Source.Key));
        Assert.Equal(["V2"], Life.History("2024-02-01", correction, visit).Events.Select(happened => happened.Source.Key));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_events_that_correct_one_another_in_a_circle_the_one_recorded_last_stands(int last)
    {
        var circle = Enumerable.Range(1, 3).Select(number => Life.Event(ServiceVisited.Definition, $"2024-01-0{number}", $"r{number}") with
        {
            RefersTo = new SourceRef("dealer", $"r{(number % 3) + 1}"),
            RecordedAt = Life.On(number == last ? "2024-03-01" : "2024-02-01"),
        });
        Assert.Equal([$"r{last}"], Life.History("2024-06-01", circle).Events.Select(happened => happened.Source.Key));
    }

    [Fact]
    public void Of_a_circle_recorded_at_once_the_last_reference_stands_and_what_leads_into_it_does_not()
    {
        CustomerEvent[] events =
        [
            Correcting("a", "b"), Correcting("b", "c"), Correcting("c", "a"), Correcting("outside", "b"), Correcting("other", "another"), Correcting("another", "other"),
        ];
        foreach (var arrival in new[] { events, [.. events.Reverse()] })
        {
            Assert.Equal(["c", "other", "outside"], Life.History("2024-06-01", arrival).Events.Select(happened => happened.Source.Key));
        }

        static CustomerEvent Correcting(string key, string other) => Life.Event(ServiceVisited.Definition, "2024-01-01", key) with { RefersTo = new SourceRef("dealer", other) };
    }

    [Fact]
    public void An_event_that_refers_to_itself_stands() => Assert.Single(
        Life.History("2024-06-01", Life.Event(ServiceVisited.Definition, "2024-01-01", "r1") with { RefersTo = new SourceRef("dealer", "r1") }).Events);

    [Fact]
    public void Kinds_of_one_place_are_ordered_by_their_codes()
    {
        CustomerEvent[] events = [Life.Event(Later.Definition, "2024-01-01", "a"), Life.Event(Earlier.Definition, "2024-01-01", "z")];
        foreach (var arrival in new[] { events, [.. events.Reverse()] })
        {
            Assert.Equal(["z", "a"], Life.History("2024-06-01", arrival).Events.Select(happened => happened.Source.Key));
        }
    }

    [Fact]
    public void A_reply_is_no_correction()
    {
        var question = Life.Event(InteractionLogged.Definition, "2024-01-01", "I1");
        var answer = Life.Event(InteractionLogged.Definition, "2024-01-02", "I2") with { RefersTo = question.Source };
        Assert.Equal(2, Life.History("2024-02-01", question, answer).Events.Count);
    }

    [Fact]
    public void An_event_made_from_its_kind_keeps_the_kind() => Assert.All(
        EventKinds.Default.All, kind => Assert.Equal(kind, (kind.Prototype with { Source = new SourceRef("dealer", "E1") }).Kind));

    [Fact]
    public void A_kind_that_is_not_known_is_refused_with_those_that_are()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => EventKinds.Default.Find("coffee_taken"));
        Assert.Contains("'coffee_taken' is not a registered event kind; expected one of lead_received, test_drive_taken", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_kinds_of_one_code_are_refused() =>
        Assert.Throws<ArgumentException>(() => new EventKinds(new EventKind("lead_received", 30, () => new LeadReceived())));

    private sealed record Earlier : CustomerEvent
    {
        public static EventKind Definition { get; } = new("coffee_taken", 100, () => new Earlier());

        public override EventKind Kind => Definition;
    }

    private sealed record Later : CustomerEvent
    {
        public static EventKind Definition { get; } = new("tea_taken", 100, () => new Later());

        public override EventKind Kind => Definition;
    }
}
