using AutoCrm.Timeline;

namespace AutoCrm.Lifecycle;

/// <summary>The events a rule counts: those of a kind, optionally limited to one direction.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Direction">The direction; <see langword="null"/> = any.</param>
public sealed record EventPattern(EventKind Kind, Direction? Direction = null)
{
    /// <summary>Matches every event of a kind.</summary>
    public static implicit operator EventPattern(EventKind kind) => FromEventKind(kind);

    /// <inheritdoc cref="op_Implicit(EventKind)"/>
    public static EventPattern FromEventKind(EventKind kind) => new(kind);

    /// <summary>Whether an event matches.</summary>
    public bool Matches(CustomerEvent customerEvent)
    {
        ArgumentNullException.ThrowIfNull(customerEvent);
        return customerEvent.Kind == Kind && (Direction is null || customerEvent.Direction == Direction);
    }

    /// <summary>The code of the kind, followed by the direction, if any.</summary>
    public override string ToString() => Direction is { } direction ? $"{Kind.Code}:{direction.ToString().ToLowerInvariant()}" : Kind.Code;
}
