using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AutoCrm.SharedKernel;

namespace AutoCrm.Timeline;

/// <summary>
/// An event as JSON: the code of its kind, the members that all kinds have, and those of its own as <c>payload</c>. An event whose kind is not known is
/// read as <see cref="UnknownEvent"/> and loses nothing.
/// </summary>
/// <param name="kinds">The kinds that are read as what they are.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventJsonConverter(EventKinds kinds) : JsonConverter<CustomerEvent>
{
    private const string KindMember = "kind";
    private const string PayloadMember = "payload";

    /// <summary>Reads the kinds that AutoCrm ships.</summary>
    public EventJsonConverter()
        : this(EventKinds.Default)
    {
    }

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(CustomerEvent).IsAssignableFrom(typeToConvert) && typeToConvert != typeof(EventMembers);

    /// <inheritdoc/>
    public override CustomerEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("An event is not a JSON object.");
        var code = (string?)json[KindMember] ?? throw new JsonException("An event has no kind; expected the code of its kind, such as service_visited.");
        var common = json.Deserialize(AutoCrmJson.GetTypeInfo<EventMembers>()) ?? throw new JsonException("An event is null.");
        return kinds.FindStored(code).ReadPayload(json[PayloadMember]?.ToJsonString(AutoCrmJson.Options)).WithCommonOf(common);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CustomerEvent value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        var json = AutoCrmJson.SerializeToNode((EventMembers)new EventMembers().WithCommonOf(value))!.AsObject();
        json.Remove("id");
        json.Insert(0, KindMember, value.Kind.Code);
        if (EventKind.WritePayload(value) is { } payload)
        {
            json[PayloadMember] = JsonNode.Parse(payload);
        }

        json.WriteTo(writer, options);
    }
}
