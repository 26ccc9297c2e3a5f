namespace AutoCrm.Timeline;

/// <summary>A kind of event: its code in interchange files and stores, and what it counts as.</summary>
public sealed class EventKind : IEquatable<EventKind>
{
    private readonly Func<CustomerEvent> prototype;
    private CustomerEvent? made;

    /// <summary>Describes a kind.</summary>
    /// <param name="code">The code: lower case, words joined by underscores, such as <c>service_visited</c>.</param>
    /// <param name="order">
    /// The place among simultaneous events of one customer; the kinds AutoCrm ships have 1 to 21, those of plug-ins more.
    /// </param>
    /// <param name="prototype">Makes an empty event of the kind.</param>
    public EventKind(string code, int order, Func<CustomerEvent> prototype)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentNullException.ThrowIfNull(prototype);
        if (code.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789_") >= 0)
        {
            throw new ArgumentException($"'{code}' is no code of an event kind; expected lower-case letters, digits and underscores.", nameof(code));
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

    /// <summary>Whether it says nothing without a score.</summary>
    public bool NeedsScore { get; init; }

    /// <summary>An empty event of the kind; fill it with a <c>with</c> expression.</summary>
    public CustomerEvent Prototype => made ??= prototype();

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
