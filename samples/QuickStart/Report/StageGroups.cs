using AutoCrm.Lifecycle;

namespace QuickStart.Report;

/// <summary>Stages in a few groups, for the bars of the outlets.</summary>
public static class StageGroups
{
    private static readonly Dictionary<Stage, string> Groups = new()
    {
        [Stage.Prospect] = "before", [Stage.Lead] = "before", [Stage.Opportunity] = "before", [Stage.Buyer] = "before",
        [Stage.Owner] = "care", [Stage.Active] = "care", [Stage.RepurchaseWindow] = "care", [Stage.RepeatBuyer] = "care", [Stage.WonBack] = "care",
        [Stage.AtRisk] = "risk", [Stage.Lapsed] = "gone", [Stage.Lost] = "gone",
    };

    /// <summary>The groups in display order; <c>other</c> is that of stages of plug-ins.</summary>
    public static IReadOnlyList<string> All { get; } = ["before", "care", "risk", "gone", "other"];

    /// <summary>The group of a stage.</summary>
    public static string Of(Stage stage) => Groups.GetValueOrDefault(stage, "other");
}
