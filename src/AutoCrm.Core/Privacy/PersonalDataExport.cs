using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Privacy;

/// <summary>Everything that is held about a person, as one JSON document.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="FormerIds">The ids of the customers that were merged into it.</param>
/// <param name="ExportedAt">When it was collected.</param>
/// <param name="Sections">
/// The data by section: <c>customer</c>, <c>records</c>, <c>events</c>, <c>assessments</c>, <c>decisions</c>, <c>messages</c>, <c>vehicles</c>,
/// <c>household</c>, and one for each aggregate and other data of plug-ins. A section of which nothing is held is left out.
/// </param>
public sealed record PersonalDataExport(
    Id<Customer> Customer, IReadOnlyList<Id<Customer>> FormerIds, Instant ExportedAt, IReadOnlyDictionary<string, JsonNode> Sections)
{
    /// <summary>The schema of the document, <c>docs/schemas/privacy.export.v1.json</c>.</summary>
    public const string SchemaId = "urn:autocrm:schema:privacy.export.v1";

    private static readonly JsonSerializerOptions Indented = new(AutoCrmJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document as text, indented, with its schema. It is a file to hand out; in a page of HTML it must be escaped.</summary>
    public string ToJson()
    {
        var document = new JsonObject { ["schema"] = SchemaId };
        foreach (var (name, value) in AutoCrmJson.SerializeToNode(this)!.AsObject().ToList())
        {
            document[name] = value?.DeepClone();
        }

        return document.ToJsonString(Indented);
    }
}
