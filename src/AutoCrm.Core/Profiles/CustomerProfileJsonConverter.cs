using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Profiles;

/// <summary>Writes a profile with the sections of plug-ins by the name of their type, and reads it back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CustomerProfileJsonConverter : JsonConverter<CustomerProfile>
{
    private const string SectionsMember = "sections";

    /// <inheritdoc/>
    public override CustomerProfile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("A profile is not a JSON object.");
        return new CustomerProfile(
            Read<Customer>("customer"),
            Read<IReadOnlyList<SourceRecord>>("records"),
            Read<CustomerHistory>("history"),
            Read<CustomerAssessment>("assessment"),
            Read<IReadOnlyList<LineageEntry>>("lineage"))
        {
            WrittenSections = json[SectionsMember] as JsonObject ?? [],
        };

        T Read<T>(string member)
            where T : class => (json[member] is { } node ? node.Deserialize(AutoCrmJson.GetTypeInfo<T>()) : null)
                ?? throw new JsonException($"A profile has no {member}; expected one that AutoCrm has written.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CustomerProfile value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        Write("customer", value.Customer);
        Write("records", value.Records);
        Write("history", value.History);
        Write("assessment", value.Assessment);
        Write("lineage", value.Lineage);
        if (value.Sections.Count + value.WrittenSections.Count > 0)
        {
            writer.WriteStartObject(SectionsMember);
            foreach (var (type, section) in value.Sections.OrderBy(section => section.Key.Name, StringComparer.Ordinal))
            {
                writer.WritePropertyName(type.Name);
                JsonSerializer.Serialize(writer, section, AutoCrmJson.Options.GetTypeInfo(type));
            }

            foreach (var (name, section) in value.WrittenSections)
            {
                writer.WritePropertyName(name);
                section!.WriteTo(writer, options);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();

        void Write<T>(string member, T content)
        {
            writer.WritePropertyName(member);
            JsonSerializer.Serialize(writer, content, AutoCrmJson.GetTypeInfo<T>());
        }
    }
}
