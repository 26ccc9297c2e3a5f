using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;
using NodaTime.Text;

namespace CustomAdapter.Files;

/// <summary>How documents are written. Ids, money, references and the like know by themselves how they look in JSON.</summary>
internal static class StoreJson
{
    public static JsonSerializerOptions For(EventKinds kinds) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithoutDerivedMembers } },
        Converters =
        {
            new JsonStringEnumConverter(),
            new InstantJsonConverter(),
            new PatternConverter<LocalDate>(LocalDatePattern.Iso),
            new PatternConverter<LocalTime>(LocalTimePattern.ExtendedIso),
            new EventConverter(kinds),
        },
    };

    /// <summary>Kinds of events read their common fields in their own terms; only the fields themselves are kept.</summary>
    private static void WithoutDerivedMembers(JsonTypeInfo type)
    {
        if (typeof(CustomerEvent).IsAssignableFrom(type.Type))
        {
            foreach (var derived in type.Properties.Where(property => property.Set is null).ToList())
            {
                type.Properties.Remove(derived);
            }
        }
    }

    /// <summary>
    /// An event with the code of its kind, the members that all kinds have, and those of its own as its kind writes them. So events of a plug-in that
    /// was removed are kept as they are.
    /// </summary>
    private sealed class EventConverter(EventKinds kinds) : JsonConverter<CustomerEvent>
    {
        public override CustomerEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var json = JsonNode.Parse(ref reader)!.AsObject();
            var kind = kinds.FindStored((string)json["kind"]!);
            return kind.ReadPayload(json["payload"]?.ToJsonString(AutoCrmJson.Options)).WithCommonOf(json.Deserialize<CommonMembers>(options)!);
        }

        public override void Write(Utf8JsonWriter writer, CustomerEvent value, JsonSerializerOptions options)
        {
            var json = JsonSerializer.SerializeToNode((CommonMembers)new CommonMembers().WithCommonOf(value), options)!.AsObject();
            json.Insert(0, "kind", value.Kind.Code);
            if (EventKind.WritePayload(value) is { } payload)
            {
                json["payload"] = JsonNode.Parse(payload);
            }

            json.WriteTo(writer, options);
        }
    }

    /// <summary>The members that events of all kinds have.</summary>
    private sealed record CommonMembers : CustomerEvent
    {
        public override EventKind Kind => throw new NotSupportedException("The kind is written beside the common members.");
    }

    private sealed class PatternConverter<T>(IPattern<T> pattern) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            pattern.Parse(reader.GetString()!).GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(pattern.Format(value));
    }
}
