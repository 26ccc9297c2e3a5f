using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AutoCrm.SharedKernel;

namespace AutoCrm.Timeline;

/// <summary>The members that a kind of events has beside the common ones, as JSON. Stores keep it without knowing the kind.</summary>
internal sealed class EventPayload
{
    private static readonly ConcurrentDictionary<Type, EventPayload> Payloads = [];

    private static readonly JsonSerializerOptions Options = new(AutoCrmJson.StoredOptions)
    {
        TypeInfoResolver = AutoCrmJson.CreateResolver().WithAddedModifier(RemoveCommonMembers),
    };

    private readonly Type type;
    private readonly bool hasMembers;

    private EventPayload(Type type)
    {
        this.type = type;
        hasMembers = OwnMembers(type).Any(member => member.SetMethod is not null);
    }

    public static EventPayload Of(Type eventType) => Payloads.GetOrAdd(eventType, static type => new EventPayload(type));

    /// <summary>The own members as JSON; <see langword="null"/> where the kind has none.</summary>
    public string? Write(CustomerEvent customerEvent) => hasMembers ? JsonSerializer.Serialize(customerEvent, Options.GetTypeInfo(type)) : null;

    /// <summary>An event with these own members and no common ones.</summary>
    public CustomerEvent Read(string payload) => (CustomerEvent)JsonSerializer.Deserialize(payload, Options.GetTypeInfo(type))!;

    /// <summary>Makes sure that the own members survive a store.</summary>
    /// <exception cref="ArgumentException">One of them would be lost.</exception>
    public void Check(CustomerEvent prototype)
    {
        var lost = OwnMembers(type).FirstOrDefault(member => member.SetMethod is null && HasField(member));
        if (lost is not null)
        {
            throw Refused(prototype, $"{type.Name}.{lost.Name} has no init or set accessor");
        }

        if (!hasMembers)
        {
            return;
        }

        try
        {
            foreach (var member in Options.GetTypeInfo(type).Properties.Where(member => member.Set is not null && member.CustomConverter is null))
            {
                Probe(member.PropertyType);
            }

            var written = Write(prototype)!;
            if (Write(Read(written)) != written)
            {
                throw Refused(prototype, $"the members of {type.Name} do not come back as they were written");
            }
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or InvalidOperationException)
        {
            throw Refused(prototype, exception.Message);
        }
    }

    /// <summary>Reads something into a member, as the prototype may leave it out. What is not of its shape does not matter.</summary>
    /// <exception cref="NotSupportedException">JSON cannot carry its type, or that of its items.</exception>
    private static void Probe(Type memberType)
    {
        foreach (var json in new[] { "{}", "[{}]" })
        {
            try
            {
                JsonSerializer.Deserialize(json, Options.GetTypeInfo(memberType));
            }
            catch (Exception exception) when (exception is not NotSupportedException)
            {
                // Another shape is expected, or more than nothing in it.
            }
        }
    }

    private static ArgumentException Refused(CustomerEvent prototype, string why) => new(
        $"The event kind '{prototype.Kind.Code}' cannot be registered, as its members would be lost: {why}. " +
        "Give every member an init accessor and a type that JSON can carry, and the record a constructor that JSON can call.");

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A trimmed member is in no metadata of JSON either; hosts that trim give contexts that keep the members.")]
    private static IEnumerable<PropertyInfo> OwnMembers(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(member => member.DeclaringType != typeof(CustomerEvent) && member.Name != nameof(CustomerEvent.Kind));

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The check is for the authors of kinds; without the field there is nothing that could be lost.")]
    private static bool HasField(PropertyInfo member) =>
        member.DeclaringType!.GetField($"<{member.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static void RemoveCommonMembers(JsonTypeInfo info)
    {
        if (!typeof(CustomerEvent).IsAssignableFrom(info.Type))
        {
            return;
        }

        for (var i = info.Properties.Count - 1; i >= 0; i--)
        {
            var member = info.Properties[i].AttributeProvider as MemberInfo;
            if (member?.DeclaringType == typeof(CustomerEvent) || member is PropertyInfo { SetMethod: null } || member?.Name == nameof(CustomerEvent.Kind))
            {
                info.Properties.RemoveAt(i);
            }
        }
    }
}
