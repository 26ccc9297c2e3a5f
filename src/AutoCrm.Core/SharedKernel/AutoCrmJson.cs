using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.SharedKernel;

/// <summary>
/// How AutoCrm writes JSON, everywhere: what a host sends and receives, states of aggregates, own members of events, assessments, messages. Profiles, assessments,
/// events, reasons and messages come back as they were. Safe for use by several threads.
/// </summary>
public static class AutoCrmJson
{
    private static readonly RegisteredContexts Contexts = new();

    /// <summary>
    /// Camel case; null members left out; enums by name, kinds of events by code; letters of all scripts as they are; instants as ISO 8601 in UTC, dates as
    /// ISO 8601, time zones by their IANA id. The same content always gives the same text. Read-only.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions(stored: false);

    /// <summary>
    /// As <see cref="Options"/>, without members that are derived from what is stored (<see cref="StoredWithoutAttribute"/>). Text that no store could give back is
    /// refused with an <see cref="ArgumentException"/>; JSON schemas are made of <see cref="Options"/>, as they would not know what the converter of text writes.
    /// </summary>
    internal static JsonSerializerOptions StoredOptions { get; } = CreateOptions(stored: true);

    /// <summary>
    /// The generated metadata of AutoCrm's own types, for source generators and native AOT; types of plug-ins are found by reflection where it is enabled, and in the
    /// contexts added by <see cref="AddContext"/>.
    /// </summary>
    public static IJsonTypeInfoResolver TypeInfoResolver { get; } = CreateResolver();

    /// <summary>
    /// Adds the generated metadata of the types of a plug-in, which a host without reflection needs. Call it before such a type is used, once in a process.
    /// </summary>
    public static void AddContext(IJsonTypeInfoResolver context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Contexts.Add(context);
    }

    /// <summary>Makes other options, such as those of ASP.NET Core, write and read AutoCrm's types as <see cref="Options"/> does.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        foreach (var converter in ListConverters())
        {
            options.Converters.Add(converter);
        }

        options.TypeInfoResolverChain.Insert(0, TypeInfoResolver);
        return options;
    }

    /// <summary>Writes a value by <see cref="Options"/>.</summary>
    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, GetTypeInfo<T>());

    /// <summary>Writes a value by <see cref="Options"/>, in UTF-8.</summary>
    public static byte[] SerializeToUtf8Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, GetTypeInfo<T>());

    /// <summary>Writes a value by <see cref="Options"/> as a node.</summary>
    public static JsonNode? SerializeToNode<T>(T value) => JsonSerializer.SerializeToNode(value, GetTypeInfo<T>());

    /// <summary>Reads a value by <see cref="Options"/>.</summary>
    /// <exception cref="JsonException">The text is not JSON, or not of that type.</exception>
    public static T? Deserialize<T>(string json) => JsonSerializer.Deserialize(json, GetTypeInfo<T>());

    /// <summary>Reads a value by <see cref="Options"/> from UTF-8.</summary>
    /// <exception cref="JsonException">The text is not JSON, or not of that type.</exception>
    public static T? Deserialize<T>(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, GetTypeInfo<T>());

    internal static JsonTypeInfo<T> GetTypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    internal static JsonTypeInfo<T> GetStoredTypeInfo<T>() => (JsonTypeInfo<T>)StoredOptions.GetTypeInfo(typeof(T));

    internal static IJsonTypeInfoResolver CreateResolver() =>
        JsonTypeInfoResolver.Combine(AutoCrmJsonContext.Default, Contexts, ReflectionResolver()).WithAddedModifier(LeaveOutComputedSubject);

    private static JsonSerializerOptions CreateOptions(bool stored)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            TypeInfoResolver = stored ? CreateResolver().WithAddedModifier(StoredWithoutAttribute.Apply) : CreateResolver(),
        };
        foreach (var converter in ListConverters())
        {
            options.Converters.Add(converter);
        }

        if (stored)
        {
            options.Converters.Add(new StorableTextJsonConverter());
        }

        options.MakeReadOnly();
        return options;
    }

    private static IEnumerable<JsonConverter> ListConverters() =>
    [
        new InstantJsonConverter(),
        new PatternJsonConverter<LocalDate>(LocalDatePattern.Iso),
        new PatternJsonConverter<LocalTime>(LocalTimePattern.ExtendedIso),
        new TimeZoneJsonConverter(),
    ];

    /// <summary>Finds the types of plug-ins and hosts. Where reflection is disabled, as under native AOT, they are in contexts.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "It is used where reflection is enabled only; else the branch is removed.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "It is used where reflection is enabled only; else the branch is removed.")]
    private static IJsonTypeInfoResolver? ReflectionResolver() => JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : null;

    /// <summary>The subject of a message stands beside its data; in them it would stand twice, unless it is a member that the event is made of.</summary>
    private static void LeaveOutComputedSubject(JsonTypeInfo type)
    {
        if (typeof(IDomainEvent).IsAssignableFrom(type.Type)
            && type.Properties.FirstOrDefault(property => property.Name == "subject" && property.Set is null) is { } subject)
        {
            type.Properties.Remove(subject);
        }
    }

    /// <summary>The metadata that plug-ins have added so far.</summary>
    private sealed class RegisteredContexts : IJsonTypeInfoResolver
    {
        private volatile IJsonTypeInfoResolver[] contexts = [];

        public void Add(IJsonTypeInfoResolver context)
        {
            lock (this)
            {
                contexts = contexts.Contains(context) ? contexts : [.. contexts, context];
            }
        }

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
        {
            foreach (var context in contexts)
            {
                if (context.GetTypeInfo(type, options) is { } info)
                {
                    return info;
                }
            }

            return null;
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
