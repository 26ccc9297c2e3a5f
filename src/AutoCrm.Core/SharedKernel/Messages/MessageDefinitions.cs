using System.Diagnostics;
using System.Text.Json;
using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>
/// The definitions of all messages of a host: those of AutoCrm and those its plug-ins add. It makes messages of domain events and reads them again.
/// Safe for use by several threads.
/// </summary>
public sealed class MessageDefinitions
{
    /// <summary>The source of messages where a host states none.</summary>
    public const string DefaultSource = "/autocrm";

    private static readonly JsonSerializerOptions DataOptions = new(AutoCrmJson.Options) { Converters = { new StorableTextJsonConverter() } };

    private readonly Lazy<Registry> registry;
    private readonly IClock clock;
    private readonly string source;

    /// <summary>Holds these definitions; the same one given twice counts once.</summary>
    /// <param name="definitions">The definitions.</param>
    /// <param name="clock">Gives the instants at which messages are recorded.</param>
    /// <param name="source">The source that messages state, a URI reference.</param>
    /// <exception cref="ArgumentException">Two definitions have the same name or the same domain event, or the source is not a URI reference.</exception>
    public MessageDefinitions(IEnumerable<MessageDefinition> definitions, IClock clock, string source = DefaultSource)
        : this(() => definitions, clock, source)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(clock);
        _ = registry.Value;
    }

    /// <summary>Holds definitions that are listed when the first one is asked for.</summary>
    internal MessageDefinitions(Func<IEnumerable<MessageDefinition>> definitions, IClock clock, string source)
    {
        if (!IsSource(source))
        {
            throw new ArgumentException($"'{source}' cannot be the source of messages; expected a URI reference such as {DefaultSource} or https://example.com/crm.", nameof(source));
        }

        this.clock = clock;
        this.source = source;
        registry = new(() => new Registry(definitions()));
    }

    /// <summary>All definitions, in the order of registration.</summary>
    public IReadOnlyList<MessageDefinition> All => registry.Value.All;

    /// <summary>The definition of a type of domain events.</summary>
    /// <exception cref="InvalidOperationException">The type is not registered.</exception>
    public MessageDefinition Get(Type message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return registry.Value.ByMessage.TryGetValue(message, out var definition)
            ? definition
            : throw new InvalidOperationException(
                $"{message.Name} is not a registered message; register its definition with AddMessage. " +
                $"Registered are {string.Join(", ", All.Select(known => known.MessageType.Name))}.");
    }

    /// <summary>The definition of a CloudEvents type, or <see langword="null"/> where none is registered.</summary>
    public MessageDefinition? Find(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return registry.Value.ByType.GetValueOrDefault(type);
    }

    /// <summary>
    /// Makes the message of a domain event, recorded now. It carries the context of <see cref="Activity.Current"/>, so that what a receiver does is
    /// part of the same trace.
    /// </summary>
    /// <exception cref="InvalidOperationException">The type of the event is not registered.</exception>
    /// <exception cref="ArgumentException">The event has no subject, or a text of it holds half of a surrogate pair or a noncharacter.</exception>
    public OutboxMessage Create(IDomainEvent domainEvent)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        var definition = Get(domainEvent.GetType());
        if (string.IsNullOrEmpty(domainEvent.Subject))
        {
            throw new ArgumentException($"A {definition.MessageType.Name} needs a Subject, such as the customer's id; messages of one subject are kept in order.", nameof(domainEvent));
        }

        var recordedAt = ToTicks(clock.GetCurrentInstant());
        var trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity : null;
        return new OutboxMessage
        {
            Id = Guid.CreateVersion7(recordedAt.ToDateTimeOffset()),
            Source = source,
            Type = definition.Type,
            Subject = domainEvent.Subject,
            OccurredAt = ToTicks(domainEvent.OccurredAt),
            RecordedAt = recordedAt,
            DataSchema = definition.DataSchema?.AbsoluteUri,
            PartitionKey = definition.GetPartitionKey(domainEvent),
            TraceParent = trace?.Id,
            TraceState = trace?.TraceStateString is { Length: > 0 } state ? state : null,
            Data = JsonSerializer.Serialize(domainEvent, DataOptions.GetTypeInfo(definition.MessageType)),
        };
    }

    /// <summary>The domain event of a message.</summary>
    /// <exception cref="InvalidOperationException">The message's type is not registered, or its data is not of that type.</exception>
    public IDomainEvent Read(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var definition = Find(message.Type) ?? throw new InvalidOperationException(
            $"Message {message.Id} is a {message.Type}, which is not registered; register its definition with AddMessage.");
        try
        {
            return (IDomainEvent?)JsonSerializer.Deserialize(message.Data, DataOptions.GetTypeInfo(definition.MessageType))
                ?? throw new JsonException("it is null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"The data of message {message.Id} cannot be read as {definition.MessageType.Name}, as {message.Type} demands: {exception.Message}", exception);
        }
    }

    /// <summary>Whether a text can be the source of messages: a URI reference that is not empty.</summary>
    internal static bool IsSource(string? source) => !string.IsNullOrEmpty(source) && Uri.IsWellFormedUriString(source, UriKind.RelativeOrAbsolute);

    /// <summary>Stores keep instants in ticks of 100 nanoseconds.</summary>
    private static Instant ToTicks(Instant instant) => Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks());

    private sealed class Registry
    {
        public Registry(IEnumerable<MessageDefinition> definitions)
        {
            foreach (var definition in definitions)
            {
                if (All.Contains(definition))
                {
                    continue;
                }

                if (!ByMessage.TryAdd(definition.MessageType, definition))
                {
                    throw new ArgumentException(
                        $"{definition.MessageType.Name} is defined twice, as {ByMessage[definition.MessageType].Type} and {definition.Type}; keep one of them.",
                        nameof(definitions));
                }

                if (!ByType.TryAdd(definition.Type, definition))
                {
                    throw new ArgumentException(
                        $"{ByType[definition.Type].MessageType.Name} and {definition.MessageType.Name} are both named {definition.Type}; give one of them another name.",
                        nameof(definitions));
                }

                All.Add(definition);
            }
        }

        public List<MessageDefinition> All { get; } = [];

        public Dictionary<Type, MessageDefinition> ByMessage { get; } = [];

        public Dictionary<string, MessageDefinition> ByType { get; } = new(StringComparer.Ordinal);
    }
}
