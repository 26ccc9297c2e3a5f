using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AutoCrm.Privacy;
using NodaTime;
using Xunit;

namespace AutoCrm.Tests.Privacy;

/// <summary>The document that a person receives is the one whose schema is published.</summary>
public sealed class PersonalDataExportTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(SchemaFile()))!.AsObject();

    [Fact]
    public void The_document_has_the_members_of_its_schema()
    {
        var export = new PersonalDataExport(
            Life.Customer, [], Instant.FromUtc(2025, 1, 3, 4, 5), new Dictionary<string, JsonNode> { ["customer"] = new JsonObject { ["name"] = "王小明 & 'Söhne'" } });

        var json = export.ToJson();

        var document = JsonNode.Parse(json)!.AsObject();
        Assert.Equal(Schema["required"]!.AsArray().Select(member => (string)member!), document.Select(member => member.Key));
        Assert.Equal(Schema["properties"]!.AsObject().Select(member => member.Key), document.Select(member => member.Key));
        Assert.All([(string)Schema["$id"]!, PersonalDataExport.SchemaId], id => Assert.Equal(id, (string)document["schema"]!));
        Assert.Contains("王小明 & 'Söhne'", json, StringComparison.Ordinal);
    }

    private static string SchemaFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "schemas", "privacy.export.v1.json");
}
