using NodaTime;

namespace AutoCrm.Import;

/// <summary>
/// Parses ISO 8601 times in extended format: a date, or a date and time of day with optional seconds and
/// decimals, and an optional offset or <c>Z</c>. A space is accepted in place of the <c>T</c>.
/// </summary>
internal static class IsoTimes
{
    public const int FirstYear = 1800;
    public const int LastYear = 2200;
    private const int LongestFraction = 9;

    /// <summary>Parses a date such as <c>2026-11-23</c>.</summary>
    public static bool TryReadDate(ReadOnlySpan<char> text, out LocalDate date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day)
            || year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new LocalDate(year, month, day);
        return true;
    }

    /// <summary>Parses a time; without an offset it is local, and a date without time is midnight at its start.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out LocalDateTime local, out Offset? offset)
    {
        local = default;
        offset = null;
        if (text.Length < 10 || !TryReadDate(text[..10], out var date))
        {
            return false;
        }

        if (text.Length == 10)
        {
            local = date.AtMidnight();
            return true;
        }

        var rest = text[10..];
        if (rest[0] is not ('T' or 't' or ' ') || !TryReadTime(ref rest, out var time) || !TryReadOffset(rest, out offset))
        {
            return false;
        }

        local = date + time;
        return true;
    }

    private static bool TryReadTime(ref ReadOnlySpan<char> text, out LocalTime time)
    {
        time = default;
        if (text.Length < 6 || text[3] != ':' || !TryDigits(text[1..3], out var hour) || !TryDigits(text[4..6], out var minute)
            || hour > 23 || minute > 59)
        {
            return false;
        }

        text = text[6..];
        var second = 0;
        long nanoseconds = 0;
        if (text.Length > 0 && text[0] == ':')
        {
            if (text.Length < 3 || !TryDigits(text[1..3], out second) || second > 59)
            {
                return false;
            }

            text = text[3..];
            if (text.Length > 0 && text[0] is '.' or ',' && !TryReadFraction(ref text, out nanoseconds))
            {
                return false;
            }
        }

        time = new LocalTime(hour, minute, second);
        if (nanoseconds > 0)
        {
            time = time.PlusNanoseconds(nanoseconds);
        }

        return true;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> text, out long nanoseconds)
    {
        nanoseconds = 0;
        var digits = 0;
        while (digits + 1 < text.Length && char.IsAsciiDigit(text[digits + 1]))
        {
            nanoseconds = digits < LongestFraction ? (nanoseconds * 10) + (text[digits + 1] - '0') : nanoseconds;
            digits++;
        }

        for (var missing = digits; missing < LongestFraction; missing++)
        {
            nanoseconds *= 10;
        }

        text = text[(digits + 1)..];
        return digits > 0;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out Offset? offset)
    {
        offset = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (text.Length == 1 && text[0] is 'Z' or 'z')
        {
            offset = Offset.Zero;
            return true;
        }

        if (text[0] is not ('+' or '-') || text.Length is not (3 or 5 or 6) || (text.Length == 6 && text[3] != ':')
            || !TryDigits(text[1..3], out var hours))
        {
            return false;
        }

        var minutes = 0;
        if ((text.Length > 3 && !TryDigits(text[^2..], out minutes)) || hours > 18 || minutes > 59 || (hours == 18 && minutes > 0))
        {
            return false;
        }

        var total = (hours * 60) + minutes;
        offset = Offset.FromSeconds((text[0] == '-' ? -total : total) * 60);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                return false;
            }

            number = (number * 10) + (character - '0');
        }

        return true;
    }
}
