namespace AutoCrm.Timeline;

/// <summary>A campaign's message was sent to the customer.</summary>
public sealed record CampaignSent : CustomerEvent
{
    /// <summary>The kind <c>campaign_sent</c>.</summary>
    public static EventKind Definition { get; } = new("campaign_sent", 18, () => new CampaignSent())
    {
        IsConversation = true,
        ValueComponent = "cost_to_acquire",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
