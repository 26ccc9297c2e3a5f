using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>What the rows of one system are read against.</summary>
internal sealed record ImportScope
{
    /// <summary>The system the files belong to; empty for the outlets of all systems.</summary>
    public required string System { get; init; }

    public required ImportMapping Mapping { get; init; }

    public required FieldTimes Times { get; init; }

    public required KnownOutlets Outlets { get; init; }

    public required EventKinds Kinds { get; init; }

    public required Currency? DefaultCurrency { get; init; }

    public required string DefaultCountry { get; init; }

    /// <summary>The one instant at which everything of this run is recorded.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>The latest date of something that has happened already, wherever on earth.</summary>
    public LocalDate Tomorrow => RecordedAt.InUtc().Date.PlusDays(1);
}
