using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;
using static AutoCrm.Tests.Snapshots;

namespace AutoCrm.Tests.SharedKernel;

/// <summary>Every message of AutoCrm as it leaves, as its schema says, and as docs/messages.md shows it.</summary>
public sealed class CoreMessageTests
{
    private static readonly JsonSerializerOptions IndentedJson = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly Id<Customer> Other = Id<Customer>.Derive(SourceRef.Parse("dms:C2"), Life.On("2020-01-01"));

    private static readonly Id<LineageEntry> Decision = Id<LineageEntry>.Derive(SourceRef.Parse("dms:D1"), Life.On("2025-01-01"));

    private static readonly Id<LineageEntry> Undoing = Id<LineageEntry>.Derive(SourceRef.Parse("dms:D2"), Life.On("2025-01-02"));

    private static readonly Reason AtRisk = Reason.Create(
        "lifecycle.time", ["dms:E1", "lifecycle:Automotive/1"], ("period", "13 months"), ("since", Life.On("2023-12-01")), ("from", "Owner"), ("stage", "AtRisk"));

    private static readonly Reason Visited = Reason.Create("lifecycle.event", ["dms:E2", "lifecycle:Automotive/1"], ("event", "service_visited"), ("stage", "Active"));

    private static readonly Dictionary<string, IDomainEvent> Samples = new()
    {
        ["autocrm.import.files-imported.v1"] = new FilesImported(
            [new ImportedRows("dms/customers.csv", "customers", 120, 3, 4_000, 0, 2), new ImportedRows("dms/events.csv", "events", 900, 0, 31_000, 1, 0)], Life.On("2025-01-01")),
        ["autocrm.identity.customer-registered.v1"] = new CustomerRegistered(Life.Customer, [SourceRef.Parse("web:lead-7")], Life.On("2025-01-01")),
        ["autocrm.identity.records-linked.v1"] = new RecordsLinked(Life.Customer, [SourceRef.Parse("dms:C1")], Decision, "deterministic", Life.On("2025-01-01")),
        ["autocrm.identity.customer-merged.v1"] = new CustomerMerged(
            Other, Life.Customer, [SourceRef.Parse("dms:C2")], Decision, "chen", "Same identity card.", Life.On("2025-01-01")),
        ["autocrm.identity.merge-undone.v1"] = new MergeUndone(
            Other, Life.Customer, [SourceRef.Parse("dms:C2")], Undoing, Decision, "li", "Father and son.", Life.On("2025-01-02")),
        ["autocrm.identity.customer-split.v1"] = new CustomerSplit(
            Other, Life.Customer, [SourceRef.Parse("dms:C2")], Decision, "li", "Not the same person.", Life.On("2025-01-01")),
        ["autocrm.identity.base-resolved.v1"] = new BaseResolved(41_000, 23_500, 1_200, 310, 14, 1_450, Life.On("2025-01-01")),
        ["autocrm.customers.consent-changed.v1"] = new CustomerConsentChanged(
            Life.Customer, "marketing", "email", true, LegalBasis.Consent, "form-7", Life.On("2025-01-01")),
        ["autocrm.customers.erased.v1"] = new CustomerErased(Life.Customer, Life.On("2025-01-01")),
        ["autocrm.lifecycle.stage-changed.v1"] = new LifecycleStageChanged(
            Life.Customer, Stage.Owner, Stage.AtRisk, Life.On("2025-01-01"), AtRisk, ["remind-of-service"]),
        ["autocrm.lifecycle.path-revised.v1"] = new LifecyclePathRevised(
            Life.Customer, Stage.AtRisk, Stage.Active, Life.On("2024-12-20"), Visited, [new StageEntry(Stage.AtRisk, Life.On("2025-01-01"))],
            [new StageEntry(Stage.Active, Life.On("2024-12-20"), Visited)], [], Life.On("2025-01-03")),
        ["autocrm.value.tier-changed.v1"] = new ValueTierChanged(
            Life.Customer, "B", "A", Life.On("2025-01-01"), Reason.Create("value.tier.first", ["tiers"], ("tier", "A"), ("percent", "80"), ("least", new Money(52_000m, "CNY")))),
        ["autocrm.assessment.base-assessed.v1"] = new BaseAssessed(Life.On("2025-01-01"), 23_500, 1_310, 14, false, Instant.FromUtc(2025, 1, 1, 0, 2)),
    };

    public static TheoryData<string> Types => [.. Samples.Keys];

    [Fact]
    public void Every_message_of_AutoCrm_is_here() =>
        Assert.Equal(Definitions().All.Select(definition => definition.Type).Order(StringComparer.Ordinal), Samples.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Types))]
    public Task It_leaves_as_a_cloud_event(string type) => Verify(Write(type));

    [Theory]
    [MemberData(nameof(Types))]
    public void It_can_be_read_again(string type)
    {
        var definitions = Definitions();
        var message = definitions.Create(Samples[type]);
        var read = definitions.Read(message);
        Assert.IsType(Samples[type].GetType(), read);
        Assert.Equal(message.Data, definitions.Create(read).Data);
        Assert.Equal((Samples[type].Subject, Samples[type].OccurredAt), (read.Subject, read.OccurredAt));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_page_shows_it(string type)
    {
        var page = File.ReadAllText(Path.Combine(Docs(), "messages.md")).ReplaceLineEndings("\n");
        Assert.Contains($"\n## `{type}`\n", page, StringComparison.Ordinal);
        Assert.Contains(Write(type), page, StringComparison.Ordinal);
    }

    /// <summary>Within one major version members are only added. A schema that differs is left beside the published one as <c>.received.json</c>.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void Its_schema_is_published(string type)
    {
        var file = Path.Combine(Docs(), "schemas", type["autocrm.".Length..] + ".json");
        var schema = WriteSchema(type);
        var published = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (published != schema)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(Path.ChangeExtension(file, ".received.json"), schema);
        }

        Assert.Equal(published, schema);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Its_data_has_the_members_of_the_schema_and_no_other(string type)
    {
        var data = JsonNode.Parse(Definitions().Create(Samples[type]).Data)!.AsObject();
        var schema = JsonNode.Parse(WriteSchema(type))!.AsObject();
        var members = schema["properties"]!.AsObject().Select(member => member.Key).ToList();
        Assert.Empty(data.Select(member => member.Key).Except(members));
        Assert.Empty(schema["required"]!.AsArray().Select(member => (string)member!).Except(data.Select(member => member.Key)));
    }

    private static MessageDefinitions Definitions() => new(
        new ServiceCollection().AddAutoCrm().BuildServiceProvider().GetRequiredService<MessageDefinitions>().All, new FakeClock(Instant.FromUtc(2025, 1, 3, 4, 5, 6)));

    private static string Write(string type)
    {
        var message = Definitions().Create(Samples[type]) with { Id = Guid.Parse("0190f3a2-7c1e-7b44-9c53-5b1f2a4e6d10"), TraceParent = null, TraceState = null };
        using var json = JsonDocument.Parse(message.ToCloudEvent());
        return JsonSerializer.Serialize(json, IndentedJson).ReplaceLineEndings("\n");
    }

    private static string WriteSchema(string type)
    {
        var definition = Definitions().Find(type)!;
        var schema = AutoCrmJson.Options.GetJsonSchemaAsNode(definition.MessageType, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) =>
                Describe(Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type) ?? WithoutMissingMembers(context.TypeInfo, node),
        }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "$id", definition.DataSchema!.ToString());
        return (JsonSerializer.Serialize(schema, IndentedJson) + "\n").ReplaceLineEndings("\n");
    }

    /// <summary>Members without a value are left out, so that they are neither required nor null.</summary>
    private static JsonNode WithoutMissingMembers(JsonTypeInfo type, JsonNode node)
    {
        if (node is JsonObject schema && schema["required"] is JsonArray required)
        {
            foreach (var member in type.Properties.Where(member => member.IsGetNullable))
            {
                required.Remove(required.FirstOrDefault(name => (string)name! == member.Name));
            }
        }

        if (node is JsonObject { } value && value["type"] is JsonArray { Count: 2 } types && types.FirstOrDefault(name => (string)name! != "null") is { } only)
        {
            value["type"] = only.DeepClone();
        }

        return node;
    }

    /// <summary>How values are written that have a converter of their own.</summary>
    private static JsonObject? Describe(Type type) => type switch
    {
        _ when type == typeof(Instant) => new() { ["type"] = "string", ["format"] = "date-time" },
        _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>) => new() { ["type"] = "string", ["format"] = "uuid" },
        _ when type == typeof(SourceRef) || type == typeof(Stage) || type == typeof(OutletCode) => new() { ["type"] = "string" },
        _ => null,
    };

    private static string Docs([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs"));
}
