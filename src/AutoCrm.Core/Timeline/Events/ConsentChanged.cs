namespace AutoCrm.Timeline;

/// <summary>The customer gave or withdrew a consent; the topic names the purpose.</summary>
public sealed record ConsentChanged : CustomerEvent
{
    /// <summary>The kind <c>consent_changed</c>.</summary>
    public static EventKind Definition { get; } = new("consent_changed", 20, () => new ConsentChanged())
    {
        IsConversation = true,
        ValueComponent = "cost_to_serve",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
