using NodaTime;

namespace AutoCrm.Vehicles;

/// <summary>An odometer reading.</summary>
/// <param name="At">The instant of the reading.</param>
/// <param name="Kilometres">The distance in kilometres.</param>
/// <param name="RunsBackwards">Whether an earlier reading is higher, which indicates a data entry error or tampering.</param>
public sealed record OdometerReading(Instant At, int Kilometres, bool RunsBackwards);
