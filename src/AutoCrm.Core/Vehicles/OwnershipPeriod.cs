using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Vehicles;

/// <summary>A period of vehicle ownership; open-ended while it lasts.</summary>
/// <param name="Owner">The source record of the owner, so that the period follows the record when customers are merged or un-merged.</param>
/// <param name="From">The start, inclusive.</param>
/// <param name="To">The end, exclusive; <see langword="null"/> while it lasts.</param>
public sealed record OwnershipPeriod(SourceRef Owner, Instant From, Instant? To)
{
    /// <summary>Whether the period covers an instant.</summary>
    public bool Covers(Instant instant) => From <= instant && (To is null || instant < To);
}
