using AutoCrm.SharedKernel;

namespace AutoCrm.Hosting;

/// <summary>When <c>AddAutoCrmNightlyRun</c> runs, and what it does. It is validated when the host starts.</summary>
public sealed class NightlyRunOptions
{
    /// <summary>The schedule as a Cron expression of five fields, or of six with the seconds first.</summary>
    /// <value><c>0 3 * * *</c> by default: at three in the night.</value>
    public string Cron { get; set; } = "0 3 * * *";

    /// <summary>The IANA id of the time zone that the schedule is in; runs that a change to summer time skips are done right after it.</summary>
    /// <value><c>UTC</c> by default.</value>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Whether a run resolves identities before it assesses.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool ResolvesIdentities { get; set; } = true;

    /// <summary>Which messages a run publishes.</summary>
    /// <value><see cref="BulkMessages.Known"/> by default.</value>
    public BulkMessages Publish { get; set; } = BulkMessages.Known;
}
