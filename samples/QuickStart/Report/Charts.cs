using System.Globalization;
using System.Net;
using System.Text;
using AutoCrm.Lifecycle;
using AutoCrm.Value;
using QuickStart.Output;
using QuickStart.Texts;

namespace QuickStart.Report;

/// <summary>
/// The charts of the report, as markup in the page's colours and fonts: a label is legible in every script that the reader's machine has a font for, on a
/// light page and on a dark one, and at every width.
/// </summary>
public sealed class Charts(Words words)
{
    private const double Left = 84, Right = 500, Top = 14, Bottom = 300;

    private readonly Wording text = words.Text;

    /// <summary>The number of customers per stage, in lifecycle order.</summary>
    public string Stages(BaseStatistics statistics, IReadOnlyList<Stage> order)
    {
        var stages = order.Where(statistics.Stages.ContainsKey).Select(stage => (Name: words.Of(stage), statistics.Stages[stage].Customers)).ToList();
        var most = stages.Max(stage => stage.Customers);
        var bars = new StringBuilder();
        foreach (var (name, customers) in stages)
        {
            bars.Append(Bar(name, Figures.Number(customers), (double)customers / most, "accent"));
        }

        return Chart(text.Format("stages_chart", List(stages.Select(stage => $"{stage.Name} {Figures.Number(stage.Customers)}"))), bars);
    }

    /// <summary>The share of customers and of value per tier.</summary>
    public string Tiers(BaseStatistics statistics)
    {
        var total = statistics.Tiers.Sum(tier => Math.Max(0, tier.Value.Value));
        var tiers = statistics.Tiers.Select(tier => (
            Name: text.Format("tier_name", tier.Key),
            Customers: (double)tier.Value.Customers / statistics.Customers,
            Value: total == 0 ? 0 : (double)(Math.Max(0, tier.Value.Value) / total))).ToList();
        var bars = new StringBuilder();
        foreach (var (name, customers, value) in tiers)
        {
            bars.Append(Bar(name, Figures.Percent(customers), customers, "second")).Append(Bar("", Figures.Percent(value), value, "accent"));
        }

        return Chart(
            text.Format("tiers_chart", List(tiers.Select(tier => text.Format("tiers_chart_item", tier.Name, Figures.Percent(tier.Customers), Figures.Percent(tier.Value))))), bars);
    }

    /// <summary>The Lorenz curve against the line of equality.</summary>
    public string Lorenz(Concentration concentration)
    {
        var best = concentration.ShareOfBest(0.2);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"lorenz\" viewBox=\"0 0 530 352\" role=\"img\" aria-label=\"{Encode(text.Format("lorenz_chart", Figures.Percent(best)))}\">");
        for (var step = 0; step <= 5; step++)
        {
            var (x, y) = Place(step * 0.2, step * 0.2);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{x:0.#}\" y1=\"{Top}\" x2=\"{x:0.#}\" y2=\"{Bottom}\"/><line class=\"grid\" x1=\"{Left}\" y1=\"{y:0.#}\" x2=\"{Right}\" y2=\"{y:0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{Bottom + 19}\" text-anchor=\"middle\">{step * 20}%</text><text x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{step * 20}%</text>");
        }

        var curve = string.Join(' ', concentration.Lorenz.Select(point => Place(point.Customers, point.Value)).Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.X:0.#},{place.Y:0.#}")));
        var (markX, markY) = Place(0.8, 1 - best);
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"equal\" x1=\"{Left}\" y1=\"{Bottom}\" x2=\"{Right}\" y2=\"{Top}\"/><polyline class=\"curve\" points=\"{curve}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"mark\" cx=\"{markX:0.#}\" cy=\"{markY:0.#}\" r=\"5.5\"/><text class=\"strong\" x=\"{markX - 12:0.#}\" y=\"{markY - 10:0.#}\" text-anchor=\"end\">{Encode(text.Format("lorenz_best", Figures.Percent(best)))}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Right) / 2}\" y=\"{Bottom + 44}\" text-anchor=\"middle\">{Encode(text["lorenz_x"])}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(22 {(Top + Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Encode(text["lorenz_y"])}</text></svg>");
        return svg.ToString();
    }

    /// <summary>The customers of an outlet by groups of stages, as one bar.</summary>
    public string Outlet(string outlet, OutletFigures figures)
    {
        var groups = figures.Stages.GroupBy(stage => StageGroups.Of(stage.Key)).ToDictionary(group => group.Key, group => group.Sum(stage => stage.Value));
        var parts = new StringBuilder();
        foreach (var group in StageGroups.All.Where(groups.ContainsKey))
        {
            parts.Append(CultureInfo.InvariantCulture, $"<i class=\"{group}\" style=\"width:{100.0 * groups[group] / figures.Customers:0.##}%\"></i>");
        }

        var label = text.Format(
            "outlets_chart", outlet, List(StageGroups.All.Where(groups.ContainsKey).Select(group => $"{text[$"group_{group}"]} {Figures.Number(groups[group])}")));
        return $"<div class=\"parts\" role=\"img\" aria-label=\"{Encode(label)}\">{parts}</div>";
    }

    private static string Chart(string label, StringBuilder bars) => $"<div class=\"bars\" role=\"img\" aria-label=\"{Encode(label)}\">{bars}</div>";

    private static string Bar(string name, string figure, double share, string color) => string.Create(
        CultureInfo.InvariantCulture, $"<span>{Encode(name)}</span><span class=\"track\"><i class=\"{color}\" style=\"width:{100 * share:0.##}%\"></i></span><b>{figure}</b>");

    private static (double X, double Y) Place(double customers, double value) => (Left + (customers * (Right - Left)), Bottom - (value * (Bottom - Top)));

    private string List(IEnumerable<string> items) => string.Join(text["spread_join"], items);

    private static string Encode(string value) => WebUtility.HtmlEncode(value);
}
