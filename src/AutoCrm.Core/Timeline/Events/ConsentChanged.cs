using AutoCrm.Customers;

namespace AutoCrm.Timeline;

/// <summary>
/// The customer granted or withdrew a consent. The topic names the purpose, the channel the channel (none = any), and the note is <c>given</c> or
/// <c>withdrawn</c>. It reaches <see cref="Customer.Allows"/> when the golden record is composed next.
/// </summary>
public sealed record ConsentChanged : CustomerEvent
{
    private const string Given = "given";

    /// <summary>The kind <c>consent_changed</c>.</summary>
    public static EventKind Definition { get; } = new("consent_changed", 20, () => new ConsentChanged())
    {
        IsConversation = true,
        NeedsTopic = true,
        Notes = [Given, "withdrawn"],
        ValueComponent = "cost_to_serve",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;

    /// <summary>Whether the consent was granted; otherwise it was withdrawn.</summary>
    public bool IsGranted => Note == Given;

    /// <summary>What the event states on consents.</summary>
    internal ConsentStatement ToStatement() => new(Source, Topic ?? "", Channel, IsGranted, OccurredAt);
}
