using System.Diagnostics;
using System.Text.Json.Nodes;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Testing.Conformance;
using AutoCrm.Value;
using NodaTime;
using NodaTime.Testing;

namespace AutoCrm.Tests.SharedKernel;

public sealed class MessageDefinitionTests
{
    private static readonly FakeClock Clock = new(Instant.FromUtc(2025, 2, 3, 4, 5, 6));

    private static readonly LifecycleStageChanged StageChanged = new(
        Life.Customer, Stage.Owner, Stage.AtRisk, Life.On("2025-01-01"), Reason.Create("lifecycle.elapsed", ["dms:E1"], ("months", 13)), ["win-back"]);

    private static readonly ValueTierChanged TierChanged = new(
        Life.Customer, null, "A", Life.On("2025-01-01"), Reason.Create("value.tier", ("tier", "A"), ("share", 0.8m)));

    private readonly MessageDefinitions messages = new([LifecycleStageChanged.Definition, ValueTierChanged.Definition, SampleHappened.Definition], Clock);

    [Theory]
    [InlineData("autocrm.lifecycle.stage-changed.v1", 1)]
    [InlineData("work.v12", 12)]
    public void The_last_word_of_a_type_is_its_major_version(string type, int major) =>
        Assert.Equal(major, new MessageDefinition<SampleHappened>(type).MajorVersion);

    [Theory]
    [InlineData("v1")]
    [InlineData("work.case")]
    [InlineData("work.case.v0")]
    [InlineData("work.case.v")]
    [InlineData("work.case.v1.2")]
    [InlineData("work.case.v1a")]
    [InlineData("work.case.1")]
    [InlineData("Work.case.v1")]
    [InlineData("work..v1")]
    [InlineData("work.case_escalated.v1")]
    [InlineData(".v1")]
    public void A_type_of_another_form_is_refused(string type)
    {
        var refused = Assert.Throws<ArgumentException>(() => new MessageDefinition<SampleHappened>(type));
        Assert.StartsWith(
            $"'{type}' cannot name a message; expected words of lower-case letters, digits and hyphens with points between them, and the major version last, " +
            "such as work.case-escalated.v1.",
            refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_is_not_absolute_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(
            () => new MessageDefinition<SampleHappened>("sample.happened.v1") { DataSchema = new Uri("schemas/happened.json", UriKind.Relative) });
        Assert.StartsWith("'schemas/happened.json' cannot be the schema of sample.happened.v1; expected an absolute URI", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_definitions_of_one_domain_event_are_refused()
    {
        var refused = Assert.Throws<ArgumentException>(
            () => new MessageDefinitions([SampleHappened.Definition, new MessageDefinition<SampleHappened>("sample.happened.v2")], Clock));
        Assert.StartsWith("SampleHappened is defined twice, as sample.happened.v1 and sample.happened.v2; keep one of them.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_definition_twice_counts_once() =>
        Assert.Equal([SampleHappened.Definition], new MessageDefinitions([SampleHappened.Definition, SampleHappened.Definition], Clock).All);

    [Fact]
    public void Definitions_are_found_by_domain_event_and_by_type()
    {
        Assert.Same(ValueTierChanged.Definition, messages.Get(typeof(ValueTierChanged)));
        Assert.Same(ValueTierChanged.Definition, messages.Find("autocrm.value.tier-changed.v1"));
        Assert.Null(messages.Find("autocrm.value.tier-changed.v2"));
    }

    [Fact]
    public void Every_message_of_AutoCrm_can_be_read_again()
    {
        foreach (var domainEvent in new IDomainEvent[] { StageChanged, TierChanged })
        {
            var message = messages.Create(domainEvent);
            var read = messages.Read(message);

            Assert.IsType(domainEvent.GetType(), read);
            Assert.Equal(message.Data, messages.Create(read).Data);
            Assert.Equal((domainEvent.Subject, domainEvent.OccurredAt), (read.Subject, read.OccurredAt));
        }
    }

    [Fact]
    public void A_message_of_an_unknown_type_or_with_other_data_cannot_be_read()
    {
        var message = messages.Create(TierChanged);
        var unknown = Assert.Throws<InvalidOperationException>(() => messages.Read(message with { Type = "other.thing.v1" }));
        Assert.Equal($"Message {message.Id} is a other.thing.v1, which is not registered; register its definition with AddMessage.", unknown.Message);
        var damaged = Assert.Throws<InvalidOperationException>(() => messages.Read(message with { Data = "[]" }));
        Assert.StartsWith(
            $"The data of message {message.Id} cannot be read as ValueTierChanged, as autocrm.value.tier-changed.v1 demands: ", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_without_a_subject_is_refused() =>
        Assert.Throws<ArgumentException>(() => messages.Create(new SampleHappened("", Life.On("2025-01-01"), "nothing")));

    [Fact]
    public void The_id_tells_when_the_message_was_recorded()
    {
        var id = messages.Create(StageChanged).Id;
        Assert.Equal(7, id.Version);
        Assert.Equal(Clock.GetCurrentInstant().ToUnixTimeMilliseconds(), Convert.ToInt64(id.ToString("N")[..12], 16));
    }

    [Fact]
    public void A_message_carries_the_trace_in_which_it_was_made()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
        activity.TraceStateString = "vendor=1";
        activity.Start();
        var inside = messages.Create(TierChanged);
        activity.Stop();
        var outside = messages.Create(TierChanged);

        Assert.Equal((activity.Id, "vendor=1"), (inside.TraceParent, inside.TraceState));
        Assert.Equal((null, null), (outside.TraceParent, outside.TraceState));
    }

    [Fact]
    public void A_cloud_event_has_what_is_stated_and_nothing_else()
    {
        var message = messages.Create(new SampleHappened("客户", Life.On("2025-01-01"), "刹车片")) with
        {
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", TraceState = "vendor=1",
        };
        var json = JsonNode.Parse(message.ToCloudEvent(sequence: 42))!.AsObject();

        Assert.Equal(
            [
                "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "recordedtime", "partitionkey", "sequence",
                "traceparent", "tracestate", "data",
            ],
            json.Select(attribute => attribute.Key));
        Assert.Equal("0000000000000000042", (string)json["sequence"]!);
        Assert.Equal("https://example.com/schemas/sample.happened.v1.json", (string)json["dataschema"]!);
        Assert.Equal("partition of 客户", (string)json["partitionkey"]!);
        Assert.Equal("刹车片", (string)json["data"]!["what"]!);
        Assert.Contains("刹车片", message.ToCloudEvent(), StringComparison.Ordinal);
        Assert.DoesNotContain("sequence", message.ToCloudEvent(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("0190f3a2-7c1e-7b44-9c53-5b1f2a4e6d10", 20)]
    [InlineData("客户", 40)]
    public void The_shard_of_a_subject_never_changes(string subject, int shard) => Assert.Equal(shard, OutboxShards.Of(subject));
}
