using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Instants are kept as ticks of 100 nanoseconds.</summary>
internal static class Ticks
{
    public static Instant Truncate(Instant instant) => Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks());

    public static Instant? Truncate(Instant? instant) => instant is { } known ? Truncate(known) : null;
}
