using System.Text.Json;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Testing.Conformance;
using AutoCrm.Timeline;
using AutoCrm.Value;
using AutoCrm.Vehicles;
using Xunit;

namespace AutoCrm.Tests.SharedKernel;

/// <summary>What a host sends and receives comes back as it was.</summary>
public sealed class AutoCrmJsonTests
{
    private static readonly JsonSerializerOptions Web = AutoCrmJson.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    private static readonly JsonSerializerOptions WithTasting =
        new(AutoCrmJson.Options) { Converters = { new EventJsonConverter(new EventKinds(SampleTasting.Definition)) } };

    [Fact]
    public async Task A_profile_comes_back_equal()
    {
        var profile = await CreateProfileAsync();

        var read = Travel(profile);

        Assert.Equal(AutoCrmJson.Serialize(profile.Customer.ToState()), AutoCrmJson.Serialize(read.Customer.ToState()));
        Assert.Equal(profile.Customer.Version, read.Customer.Version);
        Assert.Equal(profile.Records.Count, read.Records.Count);
        Assert.All(profile.Records.Zip(read.Records), pair => Assert.True(pair.First.HasSameContentAs(pair.Second)));
        Assert.Equal(profile.History.KnownSince, read.History.KnownSince);
        Assert.Equal(profile.History.Events.Select(known => (known.Kind, known.GetType())), read.History.Events.Select(known => (known.Kind, known.GetType())));
        Assert.All(profile.History.Events.Zip(read.History.Events), pair => Assert.True(pair.First.HasSameContentAs(pair.Second)));
        Assert.Equal((profile.Assessment.Stage, profile.Assessment.AsOf, profile.Assessment.ValidUntil), (read.Assessment.Stage, read.Assessment.AsOf, read.Assessment.ValidUntil));
        Assert.Equal(profile.Assessment.Value.Total, read.Assessment.Value.Total);
        Assert.Equal(profile.Assessment.Value.Reasons, read.Assessment.Value.Reasons);
        Assert.Equal(profile.Path.Select(step => (step.Stage, step.Since, step.Reason)), read.Path.Select(step => (step.Stage, step.Since, step.Reason)));
        Assert.Equal(profile.Lineage.Select(entry => entry.Id), read.Lineage.Select(entry => entry.Id));
    }

    [Fact]
    public async Task A_profile_is_written_in_words()
    {
        using var json = JsonDocument.Parse(AutoCrmJson.Serialize(await CreateProfileAsync()));

        var root = json.RootElement;
        Assert.Equal("Person", root.GetProperty("customer").GetProperty("kind").GetString());
        var visit = root.GetProperty("history").GetProperty("events").EnumerateArray().Single(known => known.GetProperty("kind").GetString() == "service_visited");
        Assert.Equal("2024-06-01T00:00:00Z", visit.GetProperty("occurredAt").GetString());
        Assert.Equal("In", visit.GetProperty("direction").GetString());
        var path = root.GetProperty("assessment").GetProperty("sections").GetProperty("lifecycle").GetProperty("path");
        Assert.All(path.EnumerateArray(), step => Assert.StartsWith("lifecycle.", step.GetProperty("reason").GetProperty("code").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void An_event_of_a_plug_in_comes_back_where_it_is_known_and_loses_nothing_where_it_is_not()
    {
        CustomerEvent tasting = new SampleTasting
        {
            Source = new SourceRef("dms", "T1"), Record = new SourceRef("dms", "A"), Roast = SampleRoast.Dark, Flavours = ["caramel"], Cup = new SampleCup(200, null),
        };
        var unknown = Travel(tasting);
        var back = JsonSerializer.Deserialize<CustomerEvent>(AutoCrmJson.Serialize(unknown), WithTasting)!;

        Assert.IsType<UnknownEvent>(unknown);
        Assert.True(tasting.HasSameContentAs(back));
        Assert.Equal("caramel", Assert.Single(Assert.IsType<SampleTasting>(back).Flavours));
    }

    [Fact]
    public void A_member_that_is_left_out_has_its_default()
    {
        var record = AutoCrmJson.Deserialize<SourceRecord>("""{"source":"web:1","kind":"Person","recordedAt":"2025-01-03T04:05:06Z"}""")!;

        Assert.Equal((new SourceRef("web", "1"), CustomerKind.Person), (record.Source, record.Kind));
        Assert.Empty(record.Phones);
        Assert.Same(Attributes.None, record.Attributes);
    }

    [Fact]
    public void Ids_references_codes_and_stages_are_read_as_routes_and_queries_do()
    {
        Assert.True(Id<Customer>.TryParse("0190f3a2-7c1e-7b44-9c53-5b1f2a4e6d10", null, out var id) && id.ToString() == "0190f3a2-7c1e-7b44-9c53-5b1f2a4e6d10");
        Assert.False(Id<Customer>.TryParse("x", null, out _));
        Assert.True(SourceRef.TryParse("web:a:b", null, out var source) && source.Key == "a:b");
        Assert.All([null, "", "web", ":a", "web:"], text => Assert.False(SourceRef.TryParse(text, null, out _)));
        Assert.True(OutletCode.TryParse("D-1", null, out var outlet) && outlet.Value == "D-1");
        Assert.False(OutletCode.TryParse(" ", null, out _));
        Assert.True(Vin.TryParse("lsvam4187c2184841", null, out var vin) && vin.Value == "LSVAM4187C2184841");
        Assert.True(Stage.TryParse("AtRisk", null, out var stage) && stage == Stage.AtRisk);
        Assert.True(Currency.TryParse("CNY", out _));
    }

    /// <summary>Writes and reads a value as another host would, and makes sure that the way of ASP.NET Core is the same.</summary>
    private static T Travel<T>(T value)
    {
        var json = AutoCrmJson.Serialize(value);
        Assert.Equal(json, JsonSerializer.Serialize(value, Web));
        var read = AutoCrmJson.Deserialize<T>(json)!;
        Assert.Equal(json, AutoCrmJson.Serialize(read));
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, Web), Web));
        return read;
    }

    private static async Task<CustomerProfile> CreateProfileAsync()
    {
        await using var host = new CrmHost();
        return await host.InScope(async crm =>
        {
            var record = CrmHost.Record("dms:A", "王小明", "138 0000 1234", "2024-02-01");
            var customer = await crm.Identity.RegisterAsync(record);
            await crm.CommitAsync();
            await crm.Identity.RegisterAsync(CrmHost.Record("web:B", "王小明", "138 0000 1234"));
            await crm.Timeline.AppendAsync(
            [
                new LeadReceived { Source = new("dms", "L"), Record = record.Source, OccurredAt = Life.On("2024-03-01"), RecordedAt = Life.On("2024-03-01"), Topic = "web" },
                new ServiceVisited
                {
                    Source = new("dms", "S"), Record = record.Source, OccurredAt = Life.On("2024-06-01"), RecordedAt = Life.On("2024-06-01"), Topic = "maintenance",
                    Amount = new Money(1280.50m, "CNY"), Margin = new Money(300m, "CNY"), Direction = Direction.In, Attributes = new Attributes([new("bay", "3")]),
                },
            ]);
            await crm.CommitAsync();
            return (await crm.Profiles.FindAsync(customer, Life.On("2025-01-01")))!;
        });
    }
}
