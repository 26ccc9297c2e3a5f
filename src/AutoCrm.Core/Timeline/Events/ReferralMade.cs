namespace AutoCrm.Timeline;

/// <summary>The customer referred another person (转介绍); it refers to the record of the referred customer.</summary>
public sealed record ReferralMade : CustomerEvent
{
    /// <summary>The kind <c>referral_made</c>.</summary>
    public static EventKind Definition { get; } = new("referral_made", 17, () => new ReferralMade())
    {
        IsConversation = true,
        ValueComponent = "referral",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
