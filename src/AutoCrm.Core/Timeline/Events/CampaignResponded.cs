namespace AutoCrm.Timeline;

/// <summary>The customer responded to a campaign; it refers to the message.</summary>
public sealed record CampaignResponded : CustomerEvent
{
    /// <summary>The kind <c>campaign_responded</c>.</summary>
    public static EventKind Definition { get; } = new("campaign_responded", 19, () => new CampaignResponded())
    {
        IsConversation = true,
        ValueComponent = "cost_to_acquire",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
