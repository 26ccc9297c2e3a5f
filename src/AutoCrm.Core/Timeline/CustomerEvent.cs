using System.Text.Json.Serialization;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Timeline;

/// <summary>
/// An event in the history of a customer. Events are immutable; a correction supersedes, nothing is edited. An event
/// belongs to the source record of the system that supplied it, and through that to whichever customer the record is part
/// of, so that merging and un-merging customers never touches an event.
/// </summary>
/// <remarks>
/// Every kind is a record of its own that reads the common fields in its own terms. A kind is made from its
/// <see cref="EventKind.Prototype"/> with a <c>with</c> expression, which keeps the kind.
/// </remarks>
[JsonConverter(typeof(EventJsonConverter))]
public abstract record CustomerEvent
{
    /// <summary>The kind, which knows the code in interchange files and the place in the order of simultaneous events.</summary>
    public abstract EventKind Kind { get; }

    /// <summary>The event's own reference: its system and its key there. The same reference twice is the same event.</summary>
    public SourceRef Source { get; init; }

    /// <summary>The source record of the customer.</summary>
    public SourceRef Record { get; init; }

    /// <summary>When it occurred. Precise to 100 nanoseconds; what is finer is cut by the stores.</summary>
    public Instant OccurredAt { get; init; }

    /// <summary>When AutoCrm recorded it.</summary>
    public Instant RecordedAt { get; init; }

    /// <summary>The outlet at which it occurred.</summary>
    public OutletCode? Outlet { get; init; }

    /// <summary>The vehicle it is about.</summary>
    public Vin? Vehicle { get; init; }

    /// <summary>What the customer paid or was quoted.</summary>
    public Money? Amount { get; init; }

    /// <summary>What of it the firm earned; negative where it cost the firm. Same currency as <see cref="Amount"/>.</summary>
    public Money? Margin { get; init; }

    /// <summary>The odometer in kilometres.</summary>
    public int? OdometerKm { get; init; }

    /// <summary>The channel it came or went through, such as <c>phone</c> or <c>wechat</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>Who began it: the customer (<see cref="Timeline.Direction.In"/>) or the firm.</summary>
    public Direction? Direction { get; init; }

    /// <summary>What it was about; some kinds prescribe the words.</summary>
    public string? Topic { get; init; }

    /// <summary>A score the customer gave, on the scale of the <see cref="Topic"/>.</summary>
    public decimal? Score { get; init; }

    /// <summary>The event it answers or corrects, or, of a referral, the record of the referred customer.</summary>
    public SourceRef? RefersTo { get; init; }

    /// <summary>A remark in free text.</summary>
    public string? Note { get; init; }

    /// <summary>Whatever else the system said, by column.</summary>
    public Attributes Attributes { get; init => field = value ?? Attributes.None; } = Attributes.None;

    /// <summary>The id, derived from <see cref="Source"/> and <see cref="OccurredAt"/>.</summary>
    public Id<CustomerEvent> Id => Id<CustomerEvent>.Derive(Source, OccurredAt);

    /// <summary>
    /// Whether this event corrects the one it refers to: both are of the same kind, and the kind is not one whose
    /// reference means a reply (<see cref="EventKind.IsConversation"/>).
    /// </summary>
    public bool Corrects(CustomerEvent other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return RefersTo == other.Source && Source != other.Source && !Kind.IsConversation && Kind == other.Kind;
    }

    /// <summary>Whether two events have the same content, whenever they were recorded. Own members are compared as stores keep them.</summary>
    public bool HasSameContentAs(CustomerEvent other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Kind == other.Kind && Common() == other.Common() && EventKind.WritePayload(this) == EventKind.WritePayload(other);
    }

    /// <summary>This event with the common members of another one, which may be of another kind; for authors of stores.</summary>
    public CustomerEvent WithCommonOf(CustomerEvent other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with
        {
            Source = other.Source,
            Record = other.Record,
            OccurredAt = other.OccurredAt,
            RecordedAt = other.RecordedAt,
            Outlet = other.Outlet,
            Vehicle = other.Vehicle,
            Amount = other.Amount,
            Margin = other.Margin,
            OdometerKm = other.OdometerKm,
            Channel = other.Channel,
            Direction = other.Direction,
            Topic = other.Topic,
            Score = other.Score,
            RefersTo = other.RefersTo,
            Note = other.Note,
            Attributes = other.Attributes,
        };
    }

    private CustomerEvent Common() => Kind.Prototype.WithCommonOf(this) with { RecordedAt = default };
}
