using AutoCrm.Assessment;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>
/// Where snapshots of a kind are kept: assessments have a table of their own with columns to find customers by, anything else
/// shares one.
/// </summary>
/// <typeparam name="T">What is kept.</typeparam>
internal static class SnapshotTable<T>
    where T : ISnapshotContent
{
    private static readonly bool IsAssessment = typeof(T) == typeof(CustomerAssessment);

    public static string Name { get; } = IsAssessment ? "assessments" : "snapshots";

    /// <summary>Picks the rows of this kind; it precedes further conditions.</summary>
    public static string OfKind { get; } = IsAssessment ? "" : $"type = '{Type}' AND ";

    /// <summary>The columns beside the content, the first of them the fourth parameter.</summary>
    public static string Extra { get; } = IsAssessment ? "stage, stage_since, tier, value" : "type";

    public static int ExtraCount { get; } = IsAssessment ? 4 : 1;

    private static string Type => T.SnapshotName.Replace("'", "''", StringComparison.Ordinal);

    public static void BindExtra(SqlStatement statement, int first, T content)
    {
        if (content is CustomerAssessment assessment)
        {
            statement.BindText(first, assessment.Stage.Name);
            statement.Bind(first + 1, assessment.StageSince);
            statement.Bind(first + 2, assessment.Tier?.Tier);
            statement.Bind(first + 3, Sortable(assessment.Value.Total.Amount));
        }
        else
        {
            statement.BindText(first, T.SnapshotName);
        }
    }

    /// <summary>An amount in ten-thousandths, which orders as the amount does.</summary>
    private static long Sortable(decimal amount) => (long)Math.Clamp(decimal.Floor(amount * 10_000m), long.MinValue, long.MaxValue);
}
