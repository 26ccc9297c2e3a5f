using System.Globalization;
using AutoCrm.Timeline;

namespace AutoCrm.Import;

/// <summary>Parses topic and score of an event, as required by its kind.</summary>
internal sealed class FieldTopic(RowFields row)
{
    private readonly Field topic = row["topic"];
    private readonly Field score = row["score"];

    public (string? Topic, decimal? Score) Read(EventKind? kind)
    {
        var text = row.GetText(topic);
        var number = Score();
        if (kind is null)
        {
            return (text, number);
        }

        if (text is null)
        {
            if (kind == StageOverridden.Definition)
            {
                row.Refuse(topic, null, $"A {kind.Code} requires a topic; expected the name of the stage.");
            }
            else if (kind.NeedsScore && kind.Topics.Count > 0)
            {
                row.Refuse(topic, null, $"A {kind.Code} requires a topic, the scale of its score; expected one of {string.Join(", ", kind.Topics)}.");
            }
        }
        else if (kind.Topics.Count > 0)
        {
            var known = Find(kind.Topics, text);
            if (known is null)
            {
                row.Refuse(topic, text, $"'{RowProblem.Truncate(text)}' is not a topic of {kind.Code}; expected one of {string.Join(", ", kind.Topics)}.");
            }

            text = known;
        }

        if (kind.NeedsScore)
        {
            RequireScore(kind, text, number);
        }

        return (text, number);
    }

    private static string? Find(IReadOnlyList<string> topics, string text)
    {
        for (var i = 0; i < topics.Count; i++)
        {
            if (topics[i] == text)
            {
                return topics[i];
            }
        }

        return null;
    }

    private void RequireScore(EventKind kind, string? scale, decimal? number)
    {
        if (number is not { } value)
        {
            row.Refuse(score, null, $"A {kind.Code} requires a score.");
            return;
        }

        var (highest, name) = scale switch
        {
            "nps" => (10, "NPS"),
            "csi" => (100, "CSI"),
            "ssi" => (100, "SSI"),
            _ => (0, ""),
        };
        if (highest > 0 && (value < 0 || value > highest))
        {
            row.Refuse(score, value.ToString(CultureInfo.InvariantCulture), $"A score of {value} is not on the scale of {name}; expected a number from 0 to {highest}.");
        }
    }

    private decimal? Score()
    {
        if (row.GetToken(score) is not { } text)
        {
            return null;
        }

        if (FieldNumbers.TryRead(text, out var number) && Math.Abs(number) <= 1_000_000m)
        {
            return number;
        }

        row.Refuse(score, text, $"'{RowProblem.Truncate(text)}' is not a score; expected a number such as 9 or 87.5.");
        return null;
    }
}
