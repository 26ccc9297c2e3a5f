using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.SharedKernel;

/// <summary>How AutoCrm writes JSON, everywhere: states of aggregates, payloads of events, snapshots, messages.</summary>
public static class AutoCrmJson
{
    /// <summary>
    /// Camel case; null members left out; letters of all scripts as they are; instants as ISO 8601 in UTC, dates as ISO 8601, time zones by their
    /// IANA id. The same content always gives the same text. Read-only and safe for use by several threads.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutComputedSubject } },
            Converters =
            {
                new InstantJsonConverter(),
                new PatternJsonConverter<LocalDate>(LocalDatePattern.Iso),
                new PatternJsonConverter<LocalTime>(LocalTimePattern.ExtendedIso),
                new TimeZoneJsonConverter(),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>The subject of a message stands beside its data; in them it would stand twice, unless it is a member that the event is made of.</summary>
    private static void LeaveOutComputedSubject(JsonTypeInfo type)
    {
        if (typeof(IDomainEvent).IsAssignableFrom(type.Type)
            && type.Properties.FirstOrDefault(property => property.Name == "subject" && property.Set is null) is { } subject)
        {
            type.Properties.Remove(subject);
        }
    }

    private sealed class TimeZoneJsonConverter : JsonConverter<DateTimeZone>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(DateTimeZone).IsAssignableFrom(typeToConvert);

        public override DateTimeZone Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeZoneProviders.Tzdb.GetZoneOrNull(reader.GetString()!)
            ?? throw new JsonException($"'{reader.GetString()}' is not a time zone of the IANA database; expected one such as Asia/Shanghai.");

        public override void Write(Utf8JsonWriter writer, DateTimeZone value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
    }

    private sealed class PatternJsonConverter<T>(IPattern<T> pattern) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parsed = pattern.Parse(reader.GetString() ?? "");
            return parsed.Success ? parsed.Value : throw new JsonException($"'{reader.GetString()}' is not a {typeof(T).Name} in ISO 8601.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(pattern.Format(value));
    }
}
