using NodaTime;
using NodaTime.Text;

namespace AutoCrm.Import;

/// <summary>Parses the dates and times of a row, in ISO 8601 or in the format of the mapping.</summary>
internal sealed class FieldTimes
{
    private readonly LocalDatePattern? datePattern;
    private readonly LocalDateTimePattern? timePattern;

    public FieldTimes(ImportMapping mapping)
    {
        datePattern = mapping.DateFormat is { } date ? LocalDatePattern.CreateWithInvariantCulture(date) : null;
        timePattern = mapping.DateTimeFormat is { } time ? LocalDateTimePattern.CreateWithInvariantCulture(time) : null;
    }

    /// <summary>Parses the date of a column; it is refused if it is not within plausible bounds.</summary>
    public LocalDate? Date(ImportRow row, ImportField field, LocalDate earliest, LocalDate latest)
    {
        if (row.GetToken(field) is not { } text)
        {
            return null;
        }

        if (!TryDate(text, out var date))
        {
            row.Refuse(field, text, $"'{RowProblem.Truncate(text)}' is not a date; expected {datePattern?.PatternText ?? "an ISO 8601 date such as 1985-07-31"}.");
            return null;
        }

        if (date < earliest || date > latest)
        {
            row.Refuse(field, text, $"The {field.Name} {text} is not plausible; expected a date from {earliest:uuuu-MM-dd} to {latest:uuuu-MM-dd}.");
            return null;
        }

        return date;
    }

    /// <summary>Parses the time of a column, truncated to 100 nanoseconds.</summary>
    /// <param name="row">The row.</param>
    /// <param name="field">The column.</param>
    /// <param name="zone">The zone of a time without offset; if <see langword="null"/>, such a time is refused.</param>
    /// <param name="zoneIsRefused">Whether the missing zone is already reported as a problem.</param>
    public Instant? Time(ImportRow row, ImportField field, DateTimeZone? zone, bool zoneIsRefused)
    {
        if (row.GetToken(field) is not { } text)
        {
            return null;
        }

        if (!TryTime(text, out var local, out var offset))
        {
            row.Refuse(field, text, $"'{RowProblem.Truncate(text)}' is not a date and time; expected {timePattern?.PatternText ?? "ISO 8601 such as 2026-11-23T16:05:00+08:00"}.");
            return null;
        }

        if (offset is { } known)
        {
            return Truncate(local.WithOffset(known).ToInstant());
        }

        if (zone is null)
        {
            if (!zoneIsRefused)
            {
                row.Refuse(field, text, $"'{text}' is a local time, but the row names no outlet to provide the time zone; expected an offset such as +08:00 or Z, or the outlet.");
            }

            return null;
        }

        return Truncate(zone.AtLeniently(local).ToInstant());
    }

    public static Instant Truncate(Instant instant) => Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks());

    private bool TryDate(string text, out LocalDate date) => datePattern is null
        ? IsoTimes.TryReadDate(text, out date)
        : datePattern.Parse(text).TryGetValue(default, out date) && date.Year is >= IsoTimes.FirstYear and <= IsoTimes.LastYear;

    private bool TryTime(string text, out LocalDateTime local, out Offset? offset)
    {
        offset = null;
        if (timePattern is null && datePattern is null)
        {
            return IsoTimes.TryRead(text, out local, out offset);
        }

        if (timePattern is not null && timePattern.Parse(text).TryGetValue(default, out local))
        {
            return local.Year is >= IsoTimes.FirstYear and <= IsoTimes.LastYear;
        }

        if (datePattern is not null && TryDate(text, out var date))
        {
            local = date.AtMidnight();
            return true;
        }

        local = default;
        return timePattern is null && IsoTimes.TryRead(text, out local, out offset);
    }
}
