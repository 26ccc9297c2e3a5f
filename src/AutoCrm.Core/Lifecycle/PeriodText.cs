using NodaTime;

namespace AutoCrm.Lifecycle;

/// <summary>Formats periods for reasons and drawings.</summary>
internal static class PeriodText
{
    /// <summary>Formats a period, such as <c>13 months</c>; parts that are zero are omitted.</summary>
    public static string Format(Period period) => string.Join(
        " ",
        new[] { (period.Years, "years"), (period.Months, "months"), (period.Weeks, "weeks"), (period.Days, "days"), ((int)period.Hours, "hours") }
            .Where(part => part.Item1 != 0)
            .Select(part => $"{part.Item1} {part.Item2}"));
}
