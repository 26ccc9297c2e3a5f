using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// Writes an assessment with its sections by name, and reads it back. Sections are read when they are asked for by their definition, those of plug-ins among them,
/// whether or not the reader has registered them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CustomerAssessmentJsonConverter : JsonConverter<CustomerAssessment>
{
    private const string CustomerMember = "customer";
    private const string AsOf = "asOf";
    private const string ValidUntil = "validUntil";
    private const string Sections = "sections";

    /// <inheritdoc/>
    public override CustomerAssessment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("An assessment is not a JSON object.");
        var sections = json[Sections] as JsonObject ?? throw new JsonException("An assessment has no sections; expected an object with a member for each.");
        return new CustomerAssessment(
            Id<Customer>.Parse((string?)json[CustomerMember] ?? ""),
            ReadInstant(json[AsOf]) ?? throw new JsonException("An assessment has no asOf; expected an instant."),
            ReadInstant(json[ValidUntil]),
            sections.ToDictionary(section => section.Key, section => Encoding.UTF8.GetBytes(section.Value!.ToJsonString(AutoCrmJson.Options)), StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CustomerAssessment value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        writer.WriteString(CustomerMember, value.Customer.ToString());
        WriteInstant(writer, AsOf, value.AsOf);
        if (value.ValidUntil is { } until)
        {
            WriteInstant(writer, ValidUntil, until);
        }

        writer.WriteStartObject(Sections);
        value.WriteSections(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static Instant? ReadInstant(JsonNode? node) => node?.Deserialize(AutoCrmJson.GetTypeInfo<Instant>());

    private static void WriteInstant(Utf8JsonWriter writer, string name, Instant value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, AutoCrmJson.GetTypeInfo<Instant>());
    }
}
