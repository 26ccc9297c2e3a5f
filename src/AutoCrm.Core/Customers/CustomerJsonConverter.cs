using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AutoCrm.SharedKernel;

namespace AutoCrm.Customers;

/// <summary>Writes a customer as its state and its version, and reads it back; one that is read can be stored if the stored version is still the same.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CustomerJsonConverter : JsonConverter<Customer>
{
    private const string Version = "version";

    /// <inheritdoc/>
    public override Customer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("A customer is not a JSON object.");
        var version = (int?)json[Version] ?? 0;
        var customer = Customer.Restore(json.Deserialize(AutoCrmJson.GetTypeInfo<CustomerState>()) ?? throw new JsonException("A customer is null."));
        customer.MarkStored(version);
        return customer;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Customer value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        var json = AutoCrmJson.SerializeToNode(value.ToState())!.AsObject();
        json[Version] = value.Version;
        json.WriteTo(writer, options);
    }
}
