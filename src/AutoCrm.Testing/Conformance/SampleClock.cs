using NodaTime;

namespace AutoCrm.Testing.Conformance;

/// <summary>A clock that goes on by itself and can be moved on, so that the kits need not wait for what expires. Safe for use by several threads.</summary>
public sealed class SampleClock : IClock
{
    private long aheadInTicks;

    /// <summary>Moves the clock on.</summary>
    /// <param name="duration">By how much; it counts in ticks of 100 nanoseconds.</param>
    public void Advance(Duration duration) => Interlocked.Add(ref aheadInTicks, duration.BclCompatibleTicks);

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant().PlusTicks(Interlocked.Read(ref aheadInTicks));
}
