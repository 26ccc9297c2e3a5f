using System.Globalization;
using AutoCrm.Timeline;

namespace AutoCrm.Import;

/// <summary>Parses topic and score of an event, as required by its kind.</summary>
internal sealed class FieldTopic(ImportRow row)
{
    private readonly ImportField topic = row["topic"];
    private readonly ImportField score = row["score"];

    public (string? Topic, decimal? Score) Read(EventKind? kind)
    {
        var text = row.GetText(topic);
        var number = Score();
        if (kind is null)
        {
            return (text, number);
        }

        foreach (var problem in EventRules.FindTopicProblems(kind, text, number))
        {
            if (problem.Field == topic.Name || !row.HasProblem(score))
            {
                row.Refuse(problem.Field == topic.Name ? topic : score, problem.Value, problem.Reason);
            }
        }

        return (text is null ? null : kind.Topics.FirstOrDefault(known => known == text) ?? text, number);
    }

    private decimal? Score()
    {
        if (row.GetToken(score) is not { } text)
        {
            return null;
        }

        if (FieldNumbers.TryRead(text, out var number))
        {
            return number;
        }

        row.Refuse(score, text, $"'{RowProblem.Truncate(text)}' is not a score; expected a number such as 9 or 87.5.");
        return null;
    }
}
