using System.Globalization;
using System.Text;

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
