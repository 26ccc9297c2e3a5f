using NodaTime;

namespace AutoCrm.Vehicles;

/// <summary>What the odometer showed.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Kilometres">The distance in kilometres.</param>
/// <param name="RunsBackwards">Whether an earlier reading showed more, which hints at a typing error or at tampering.</param>
public sealed record OdometerReading(Instant At, int Kilometres, bool RunsBackwards);
