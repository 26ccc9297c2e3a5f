namespace AutoCrm.Timeline;

/// <summary>A survey was answered (满意度); the topic names the scale: NPS 0 to 10, CSI and SSI 0 to 100.</summary>
public sealed record SurveyAnswered : CustomerEvent
{
    /// <summary>The kind <c>survey_answered</c>.</summary>
    public static EventKind Definition { get; } = new("survey_answered", 14, () => new SurveyAnswered())
    {
        IsConversation = true,
        NeedsScore = true,
        Topics = ["nps", "csi", "ssi"],
        ValueComponent = "cost_to_serve",
        Scales = new Dictionary<string, ScoreScale>
        {
            ["nps"] = new("NPS", 0, 10), ["csi"] = new("CSI", 0, 100), ["ssi"] = new("SSI", 0, 100),
        },
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
