using System.Globalization;
using System.Text;
using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>Draws a lifecycle as a Mermaid state diagram.</summary>
internal static class MermaidDrawing
{
    public static string Of(LifecycleDefinition definition)
    {
        var drawing = new StringBuilder("stateDiagram-v2\n");
        drawing.Append(CultureInfo.InvariantCulture, $"    [*] --> {definition.Initial}\n");
        foreach (var row in definition.EventTransitions)
        {
            Draw(drawing, definition, row.From, row.To, row.Guard is null ? row.Cause.Code : $"{row.Cause.Code} [{row.Guard}]");
        }

        foreach (var row in definition.TimeTransitions)
        {
            Draw(drawing, definition, row.From, row.To, $"{PeriodText.Format(row.After)} without {string.Join(" / ", row.CountsFrom)}");
        }

        return drawing.ToString();
    }

    /// <summary>A period in words, such as <c>13 months</c>.</summary>
    public static string Spell(Period period) => string.Join(
        " ",
        new[] { (period.Years, "years"), (period.Months, "months"), (period.Weeks, "weeks"), (period.Days, "days"), ((int)period.Hours, "hours") }
            .Where(part => part.Item1 != 0)
            .Select(part => $"{part.Item1} {part.Item2}"));

    private static void Draw(StringBuilder drawing, LifecycleDefinition definition, IReadOnlyList<Stage> froms, Destination to, string cause)
    {
        foreach (var from in froms)
        {
            foreach (var stage in to.Possible(definition.Stages.Where(stage => stage != from)))
            {
                // A colon would end the label.
                drawing.Append(CultureInfo.InvariantCulture, $"    {from} --> {stage} : {cause.Replace(':', ' ')}\n");
            }
        }
    }
}
