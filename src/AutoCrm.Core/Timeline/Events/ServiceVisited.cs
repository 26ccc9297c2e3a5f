namespace AutoCrm.Timeline;

/// <summary>A vehicle was in the workshop (进厂); the topic says for what.</summary>
public sealed record ServiceVisited : CustomerEvent
{
    /// <summary>The kind <c>service_visited</c>.</summary>
    public static EventKind Definition { get; } = new("service_visited", 9, () => new ServiceVisited())
    {
        IsPurchase = true,
        Topics = ["maintenance", "repair", "warranty", "recall", "accident"],
        ValueComponent = "service",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
