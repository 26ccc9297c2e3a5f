using System.Text.Json.Serialization;
using AutoCrm.SharedKernel;

namespace AutoCrm.Timeline;

/// <summary>A kind of event: its code in interchange files and stores, and what it counts as.</summary>
[JsonConverter(typeof(EventKindJsonConverter))]
public sealed class EventKind : IEquatable<EventKind>
{
    private readonly Func<CustomerEvent> prototype;
    private CustomerEvent? made;

    /// <summary>Describes a kind.</summary>
    /// <param name="code">The code: lower case, words joined by underscores, such as <c>service_visited</c>.</param>
    /// <param name="order">
    /// The place among simultaneous events of one customer; the kinds AutoCrm ships have 1 to 21, those of plug-ins more. Kinds of the same place
    /// are ordered by their codes.
    /// </param>
    /// <param name="prototype">Makes an empty event of the kind.</param>
    public EventKind(string code, int order, Func<CustomerEvent> prototype)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentNullException.ThrowIfNull(prototype);
        if (!DefinitionName.HasOnly(code))
        {
            throw new ArgumentException($"'{code}' is not a code of an event kind; expected lower-case letters, digits and underscores.", nameof(code));
        }

        Code = code;
        Order = order;
        this.prototype = prototype;
    }

    /// <summary>The code.</summary>
    public string Code { get; }

    /// <summary>The place among simultaneous events.</summary>
    public int Order { get; }

    /// <summary>Whether it shows the intention to buy: lead, test drive, quote or order.</summary>
    public bool IsCommercial { get; init; }

    /// <summary>Whether it is a purchase where it has an amount, as RFM counts it.</summary>
    public bool IsPurchase { get; init; }

    /// <summary>Whether its reference means a reply or a person, never a correction.</summary>
    public bool IsConversation { get; init; }

    /// <summary>The topics it allows; empty where it allows any.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Whether it is incomplete without a topic.</summary>
    public bool NeedsTopic { get; init; }

    /// <summary>The notes it allows, one of which it needs; empty where any text or none will do.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether it is incomplete without a score.</summary>
    public bool NeedsScore { get; init; }

    /// <summary>The scales of the scores, by topic; a topic without one allows any plausible score.</summary>
    public IReadOnlyDictionary<string, ScoreScale> Scales { get; init; } = new Dictionary<string, ScoreScale>();

    /// <summary>Whether it is incomplete without a vehicle.</summary>
    public bool NeedsVehicle { get; init; }

    /// <summary>The component of a customer's value that its margin belongs to, such as <c>service</c>. The default is <c>other</c>.</summary>
    public string ValueComponent { get; init; } = "other";

    /// <summary>
    /// Returns an event of the kind with those of its own members that may be kept when the person's data is erased; <see langword="null"/>, the default,
    /// keeps none of them. The common members need not be carried over.
    /// </summary>
    public Func<CustomerEvent, CustomerEvent>? EraseOwnMembers { get; init; }

    /// <summary>An empty event of the kind; fill it with a <c>with</c> expression.</summary>
    public CustomerEvent Prototype => made ??= prototype();

    /// <summary>Whether it is one that is stored and not registered (<see cref="UnknownEvent"/>).</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The own members of an event of this kind as JSON, for stores; <see langword="null"/> where the kind has none.</summary>
    public static string? WritePayload(CustomerEvent customerEvent)
    {
        ArgumentNullException.ThrowIfNull(customerEvent);
        return customerEvent is UnknownEvent unknown ? unknown.Payload : EventPayload.Of(customerEvent.GetType()).Write(customerEvent);
    }

    /// <summary>An event of this kind with the own members that were written, for stores; fill in the common members with a <c>with</c> expression.</summary>
    /// <param name="payload">What <see cref="WritePayload"/> gave.</param>
    public CustomerEvent ReadPayload(string? payload) => (payload, Prototype) switch
    {
        (null, var prototype) => prototype,
        (_, UnknownEvent unknown) => unknown with { Payload = payload },
        var (_, prototype) => EventPayload.Of(prototype.GetType()).Read(payload),
    };

    /// <summary>Kinds are the same when their codes are.</summary>
    public bool Equals(EventKind? other) => ReferenceEquals(this, other) || (other is not null && Code == other.Code);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EventKind);

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether the codes are the same.</summary>
    public static bool operator ==(EventKind? left, EventKind? right) => ReferenceEquals(left, right) || (left?.Equals(right) ?? false);

    /// <summary>Whether the codes differ.</summary>
    public static bool operator !=(EventKind? left, EventKind? right) => !(left == right);

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
