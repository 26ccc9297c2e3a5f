using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>The context in which the rows of one system are parsed.</summary>
internal sealed record ImportScope
{
    /// <summary>The source system of the files; empty for outlets, which are shared by all systems.</summary>
    public required string System { get; init; }

    public required ImportMapping Mapping { get; init; }

    public required FieldTimes Times { get; init; }

    public required KnownOutlets Outlets { get; init; }

    public required EventKinds Kinds { get; init; }

    public required Currency? DefaultCurrency { get; init; }

    public required string DefaultCountry { get; init; }

    /// <summary>The recording instant of all data of the run.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>The latest date of a past event in any time zone.</summary>
    public LocalDate Tomorrow => RecordedAt.InUtc().Date.PlusDays(1);
}
