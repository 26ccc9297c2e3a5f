using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Vehicles;

/// <summary>The time during which somebody owned a vehicle; without an end it lasts.</summary>
/// <param name="Owner">The source record of the owner, so that the spell follows the record when customers are merged or un-merged.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended, exclusive; <see langword="null"/> while it lasts.</param>
public sealed record OwnershipPeriod(SourceRef Owner, Instant From, Instant? To)
{
    /// <summary>Whether the vehicle was owned so at that instant.</summary>
    public bool Covers(Instant instant) => From <= instant && (To is null || instant < To);
}
