using NodaTime;

namespace AutoCrm.Network;

/// <summary>The weekly business hours of an outlet in its local time, and its holidays.</summary>
/// <param name="OpenOn">The weekdays on which the outlet is open.</param>
/// <param name="From">The opening time.</param>
/// <param name="To">The closing time, later than <paramref name="From"/>.</param>
/// <param name="Holidays">The days on which the outlet is closed.</param>
public sealed record BusinessCalendar(
    IReadOnlyList<IsoDayOfWeek> OpenOn, LocalTime From, LocalTime To, IReadOnlyList<LocalDate> Holidays)
{
    /// <summary>Nine to six on all days, the common hours of a car showroom.</summary>
    public static BusinessCalendar EveryDay { get; } = new(
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday,
            IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday],
        new LocalTime(9, 0),
        new LocalTime(18, 0),
        []);

    /// <summary>Whether the outlet is open at an instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">The outlet's time zone.</param>
    public bool IsOpen(Instant instant, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = instant.InZone(zone).LocalDateTime;
        return OpenOn.Contains(local.DayOfWeek) && local.TimeOfDay >= From && local.TimeOfDay < To && !Holidays.Contains(local.Date);
    }
}
