namespace AutoCrm.Timeline;

/// <summary>Staff set the customer's lifecycle stage by hand; the rules go on from there. The note says why.</summary>
public sealed record StageOverridden : CustomerEvent
{
    /// <summary>The kind <c>stage_overridden</c>. The topic is the name of the stage.</summary>
    public static EventKind Definition { get; } = new("stage_overridden", 21, () => new StageOverridden())
    {
        NeedsTopic = true,
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;

    /// <summary>The name of the stage it sets.</summary>
    public string? Stage => Topic;
}
