using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>
/// What every store promises for the events of plug-ins, whose members it keeps without knowing them, and for events that break a rule of their
/// kind. The host under test registers <see cref="SampleTasting.Definition"/>.
/// </summary>
public abstract class EventKindConformance : StoreConformance
{
    [Fact]
    public Task Text_that_no_store_gives_back_is_refused() => InScopeAsync(async scope =>
    {
        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => scope.Timeline.AppendAsync([Tasting() with { Flavours = [$"tea{(char)0xD800}"] }], Cancellation));

        Assert.Contains("holds U+D800", refused.Message, StringComparison.Ordinal);
    });

    [Fact]
    public async Task Own_members_come_back_whole()
    {
        await AppendAsync(Tasting());

        var read = Assert.IsType<SampleTasting>(Assert.Single(await ReadAsync()));

        Assert.Equal((SampleRoast.Dark, 12.3400m, new SampleCup(200, "白")), (read.Roast, read.Price, read.Cup));
        Assert.Equal(["果香", "smoke"], read.Flavours);
        Assert.True(Tasting().HasSameContentAs(read));
        Assert.Equal(Tasting().RecordedAt, read.RecordedAt);
    }

    [Fact]
    public async Task Own_members_that_are_missing_come_back_missing()
    {
        await AppendAsync(Bare());

        var read = Assert.IsType<SampleTasting>(Assert.Single(await ReadAsync()));

        Assert.Equal((SampleRoast.Light, null, null), (read.Roast, read.Price, read.Cup));
        Assert.Empty(read.Flavours);
    }

    [Fact]
    public async Task Own_members_stream_as_they_are_read()
    {
        await AppendAsync(Tasting());

        var histories = await InScopeAsync(scope => scope.Timeline.StreamAsync(CustomerRange.All, Sample.Day(1000), Cancellation).ToListAsync());

        var streamed = Assert.IsType<SampleTasting>(Assert.Single(Assert.Single(histories).Events));
        Assert.True(Tasting().HasSameContentAs(streamed));
    }

    [Fact]
    public async Task The_same_event_again_is_unchanged_although_its_lists_are_other_instances()
    {
        Assert.Equal([UpsertResult.Added, UpsertResult.Unchanged], await AppendAsync(Tasting(), Tasting()));

        Assert.Equal([UpsertResult.Unchanged], await AppendAsync(Tasting() with { RecordedAt = Sample.Day(300) }));

        Assert.Equal(Sample.Day(100), Assert.Single(await ReadAsync()).RecordedAt);
    }

    [Fact]
    public async Task A_changed_own_member_replaces_and_the_earlier_one_stays_readable()
    {
        await AppendAsync(Tasting());

        Assert.Equal([UpsertResult.Replaced], await AppendAsync(Tasting() with { Cup = new SampleCup(200, "黑"), RecordedAt = Sample.Day(200) }));

        Assert.Equal("黑", ((SampleTasting)Assert.Single(await ReadAsync())).Cup!.Colour);
        Assert.Equal("白", ((SampleTasting)Assert.Single(await ReadAsync(recordedBy: 199))).Cup!.Colour);
    }

    [Fact]
    public async Task An_event_of_a_kind_that_is_not_registered_is_refused_and_nothing_is_stored()
    {
        var refused = await RefuseAsync(Bare(), Sample.Event("E2", "A", 1, Unregistered.Definition));

        Assert.Equal("event-kind-registered", refused.Rule);
        Assert.Contains("'sample_unregistered'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("register it with AddEventKind", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("survey without a score", "A survey_answered requires a score.")]
    [InlineData("score 999", "expected a number from 0 to 10")]
    [InlineData("topic bananas", "'bananas' is not a topic of survey_answered; expected one of nps, csi, ssi.")]
    [InlineData("far ahead", "expected an instant up to")]
    [InlineData("no time", "expected the instant at which it occurred")]
    [InlineData("delivery without a vehicle", "A vehicle_delivered requires a vehicle; expected its VIN.")]
    [InlineData("two currencies", "The amount is in CNY and the margin in EUR; expected one currency for both.")]
    [InlineData("amount too large", "The amount 1000000000000000.01 is not plausible; expected at most 1000000000000000.")]
    [InlineData("margin too small", "The margin -1000000000000000.01 is not plausible; expected at most 1000000000000000.")]
    [InlineData("no source", "It has no Source; expected its system and its key there.")]
    [InlineData("no record", "It has no Record; expected the source record of the customer.")]
    public async Task An_event_that_breaks_a_rule_is_refused_with_what_is_expected(string broken, string expected)
    {
        var refused = await RefuseAsync(Bare(), Break(broken));

        Assert.Equal("event-valid", refused.Rule);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_largest_amount_is_stored()
    {
        var largest = Sample.Event("E1", "A", 1) with { Amount = new Money(EventRules.LargestAmount, "CNY"), Margin = new Money(-EventRules.LargestAmount, "CNY") };

        await AppendAsync(largest);

        Assert.Equal([largest], await ReadAsync());
    }

    [Fact]
    public async Task A_record_without_a_source_is_refused() => await InScopeAsync(async scope =>
    {
        await Assert.ThrowsAsync<ArgumentException>(() => scope.Records.PutAsync(Sample.Record("A") with { Source = default }, Cancellation));
        await scope.CommitAsync(Cancellation);
        Assert.Empty(await scope.Records.StreamAsync(Cancellation).ToListAsync());
    });

    private static SampleTasting Bare() => (SampleTasting)Sample.Event("E1", "A", 1, SampleTasting.Definition);

    private static SampleTasting Tasting() => Bare() with
    {
        Note = "counter 2",
        Amount = new Money(0m, "CNY"),
        Roast = SampleRoast.Dark,
        Price = 12.3400m,
        Flavours = [.. new List<string> { "果香", "smoke" }],
        Cup = new SampleCup(200, "白"),
    };

    private static CustomerEvent Break(string rule)
    {
        var visit = Sample.Event("E2", "A", 2);
        var survey = Sample.Event("E2", "A", 2, SurveyAnswered.Definition) with { Topic = "nps", Score = 9 };
        return rule switch
        {
            "survey without a score" => survey with { Score = null },
            "score 999" => survey with { Score = 999 },
            "topic bananas" => survey with { Topic = "bananas" },
            "far ahead" => visit with { OccurredAt = Instant.FromUtc(2099, 1, 1, 0, 0) },
            "no time" => visit with { OccurredAt = default },
            "delivery without a vehicle" => Sample.Event("E2", "A", 2, VehicleDelivered.Definition) with { Vehicle = null },
            "two currencies" => visit with { Amount = new Money(100, "CNY"), Margin = new Money(10, "EUR") },
            "amount too large" => visit with { Amount = new Money(EventRules.LargestAmount + 0.01m, "CNY") },
            "margin too small" => visit with { Margin = new Money(-EventRules.LargestAmount - 0.01m, "CNY") },
            "no source" => visit with { Source = default },
            "no record" => visit with { Record = default },
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such case."),
        };
    }

    private Task<IReadOnlyList<UpsertResult>> AppendAsync(params IReadOnlyList<CustomerEvent> events) => InScopeAsync(async scope =>
    {
        await scope.AppendAllAsync([("A", 1)]);
        var outcomes = await scope.Timeline.AppendAsync(events, Cancellation);
        await scope.CommitAsync(Cancellation);
        return outcomes;
    });

    /// <summary>The refusal of these events; that nothing of them is stored is asserted here.</summary>
    private async Task<DomainException> RefuseAsync(params IReadOnlyList<CustomerEvent> events)
    {
        var refused = await InScopeAsync(async scope =>
        {
            await scope.AppendAllAsync([("A", 1)]);
            var error = await Assert.ThrowsAsync<DomainException>(() => scope.Timeline.AppendAsync(events, Cancellation));
            await scope.CommitAsync(Cancellation);
            return error;
        });
        Assert.Empty(await ReadAsync(asOf: 50_000));
        return refused;
    }

    private async Task<IReadOnlyList<CustomerEvent>> ReadAsync(int asOf = 1000, int? recordedBy = null)
    {
        var history = await InScopeAsync(scope => scope.Timeline.ReadAsync(
            Sample.CustomerId(1), Sample.Day(asOf), recordedBy is { } day ? Sample.Day(day) : null, Cancellation));
        return history!.Events;
    }

    private sealed record Unregistered : CustomerEvent
    {
        public static EventKind Definition { get; } = new("sample_unregistered", 100, () => new Unregistered());

        public override EventKind Kind => Definition;
    }
}
