using System.Globalization;
using System.Text.RegularExpressions;
using AutoCrm.Value;
using QuickStart.Output;
using ScottPlot;

namespace QuickStart.Report;

/// <summary>
/// The report's charts as SVG. They are drawn in placeholder colours, which are then replaced by the page's own, so that a chart is legible on a light
/// page and on a dark one.
/// </summary>
public static partial class Charts
{
    /// <summary>A font shipped with the sample, as a machine with only the SDK may have none to measure and draw labels.</summary>
    private const string LabelFont = "DejaVu Sans Latin";

    private static readonly Color Ink = Color.FromHex("#010203");
    private static readonly Color Faint = Color.FromHex("#040506");
    private static readonly Color Accent = Color.FromHex("#070809");
    private static readonly Color Second = Color.FromHex("#0A0B0C");

    /// <summary>The number of customers per stage, in lifecycle order.</summary>
    public static string Stages(BaseStatistics statistics, IReadOnlyList<AutoCrm.Lifecycle.Stage> order)
    {
        using var plot = Empty();
        var stages = order.Where(statistics.Stages.ContainsKey).Reverse().ToList();
        var bars = plot.Add.Bars(stages.Select((stage, place) => new Bar
        {
            Position = place,
            Value = statistics.Stages[stage].Customers,
            Orientation = Orientation.Horizontal,
            FillColor = Accent,
            LineWidth = 0,
            Size = 0.62,
            Label = statistics.Stages[stage].Customers.ToString("N0", CultureInfo.InvariantCulture),
        }).ToList());
        bars.ValueLabelStyle.ForeColor = Ink;
        bars.ValueLabelStyle.FontSize = 13;
        bars.ValueLabelStyle.FontName = LabelFont;
        bars.Horizontal = true;
        plot.Axes.Left.SetTicks([.. stages.Select((_, place) => (double)place)], [.. stages.Select(stage => stage.Name)]);
        plot.Axes.SetLimits(0, stages.Max(stage => statistics.Stages[stage].Customers) * 1.15, -0.6, stages.Count - 0.4);
        plot.Axes.Bottom.IsVisible = false;
        plot.HideGrid();
        return Svg(plot, 620, 60 + (30 * stages.Count));
    }

    /// <summary>The share of customers and of value per tier.</summary>
    public static string Tiers(BaseStatistics statistics)
    {
        using var plot = Empty();
        var total = statistics.Tiers.Sum(tier => Math.Max(0, tier.Value.Value));
        var bars = new List<Bar>();
        foreach (var (tier, place) in statistics.Tiers.Select((tier, place) => (tier, place)))
        {
            bars.Add(ShareBar(place - 0.19, (double)tier.Value.Customers / statistics.Customers, Second));
            bars.Add(ShareBar(place + 0.19, total == 0 ? 0 : (double)(Math.Max(0, tier.Value.Value) / total), Accent));
        }

        var drawn = plot.Add.Bars(bars);
        drawn.ValueLabelStyle.ForeColor = Ink;
        drawn.ValueLabelStyle.FontSize = 13;
        drawn.ValueLabelStyle.FontName = LabelFont;
        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, statistics.Tiers.Count).Select(place => (double)place)], [.. statistics.Tiers.Keys.Select(tier => $"Tier {tier}")]);
        plot.Axes.SetLimits(-0.6, statistics.Tiers.Count - 0.4, 0, Math.Max(0.2, bars.Max(bar => bar.Value)) * 1.15);
        plot.Axes.Left.IsVisible = false;
        plot.HideGrid();
        return Svg(plot, 620, 300);
    }

    /// <summary>The Lorenz curve against the line of equality.</summary>
    public static string Lorenz(Concentration concentration)
    {
        using var plot = Empty();
        var equal = plot.Add.Line(0, 0, 1, 1);
        equal.LineColor = Faint;
        equal.LinePattern = LinePattern.Dashed;
        var curve = plot.Add.Scatter(
            concentration.Lorenz.Select(point => point.Customers).ToArray(), concentration.Lorenz.Select(point => point.Value).ToArray());
        curve.Color = Accent;
        curve.LineWidth = 3;
        curve.MarkerSize = 0;
        var fifth = plot.Add.Marker(0.8, 1 - concentration.ShareOfBest(0.2));
        fifth.Color = Second;
        fifth.Size = 11;
        var label = plot.Add.Text($"best 20%: {concentration.ShareOfBest(0.2).ToString("0%", CultureInfo.InvariantCulture)} of value  ", 0.8, 1 - concentration.ShareOfBest(0.2));
        label.LabelFontColor = Ink;
        label.LabelFontSize = 14;
        label.LabelFontName = LabelFont;
        label.LabelAlignment = Alignment.LowerRight;
        ScottPlot.TickGenerators.NumericManual Percent() => new(
            [0, 0.2, 0.4, 0.6, 0.8, 1], ["0%", "20%", "40%", "60%", "80%", "100%"]);
        plot.Axes.Bottom.TickGenerator = Percent();
        plot.Axes.Left.TickGenerator = Percent();
        plot.XLabel("share of customers, least valuable first");
        plot.YLabel("share of value");
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        plot.Axes.SetLimits(0, 1, 0, 1);
        plot.Grid.MajorLineColor = Faint.WithAlpha(0.35);
        plot.Layout.Fixed(new PixelPadding(80, 24, 60, 18));
        return Svg(plot, 620, 420);
    }

    private static Bar ShareBar(double position, double share, Color color) => new()
    {
        Position = position,
        Value = share,
        FillColor = color,
        LineWidth = 0,
        Size = 0.34,
        Label = share.ToString("0%", CultureInfo.InvariantCulture),
    };

    static Charts() => Fonts.AddFontFile(LabelFont, Path.Combine(AppContext.BaseDirectory, "Report", "Font", "DejaVuSans-Latin.ttf"));

    private static Plot Empty()
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Axes.Color(Ink);
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Axes.Bottom.FrameLineStyle.IsVisible = false;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Left.MinorTickStyle.Length = 0;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Axes.Left.TickLabelStyle.FontSize = 13;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 13;
        return plot;
    }

    private static string Svg(Plot plot, int width, int height)
    {
        plot.Font.Set(LabelFont);
        var svg = plot.GetSvgXml(width, height);
        svg = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];
        foreach (var (color, name) in new[] { (Ink, "ink"), (Faint, "faint"), (Accent, "accent"), (Second, "second") })
        {
            svg = Spellings(color).Aggregate(svg, (text, spelling) => text.Replace(spelling, $"var(--{name})", StringComparison.OrdinalIgnoreCase));
        }

        svg = FontFamily().Replace(svg, "font-family=\"inherit\"");
        return Size().Replace(svg, $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\"", 1);
    }

    private static IEnumerable<string> Spellings(Color color) =>
        [$"#{color.R:X2}{color.G:X2}{color.B:X2}", $"rgb({color.R},{color.G},{color.B})", $"rgb({color.R}, {color.G}, {color.B})"];

    [GeneratedRegex("font-family=\"[^\"]*\"")]
    private static partial Regex FontFamily();

    [GeneratedRegex("<svg[^>]*?(?= xmlns)")]
    private static partial Regex Size();
}
