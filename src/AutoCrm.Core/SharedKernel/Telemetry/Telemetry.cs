using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AutoCrm.SharedKernel;

/// <summary>The source of activities and the instruments of AutoCrm.</summary>
internal static class Telemetry
{
    public static ActivitySource Source { get; } = new(AutoCrmTelemetry.SourceName);

    public static Meter Meter { get; } = new(AutoCrmTelemetry.MeterName);

    public static Counter<long> ImportedRows { get; } = Meter.CreateCounter<long>(
        AutoCrmTelemetry.Instruments.ImportedRows, "{row}", "Rows of imported files.");

    public static Histogram<double> ImportDuration { get; } = Meter.CreateHistogram<double>(
        AutoCrmTelemetry.Instruments.ImportDuration, "s", "Duration of imports.");

    public static Histogram<double> ResolveDuration { get; } = Meter.CreateHistogram<double>(
        AutoCrmTelemetry.Instruments.ResolveDuration, "s", "Duration of resolutions of the base.");

    public static Counter<long> Merges { get; } = Meter.CreateCounter<long>(
        AutoCrmTelemetry.Instruments.Merges, "{customer}", "Customers merged by resolutions of the base.");

    public static Counter<long> AssessedCustomers { get; } = Meter.CreateCounter<long>(
        AutoCrmTelemetry.Instruments.AssessedCustomers, "{customer}", "Customers assessed by runs over the base.");

    public static Histogram<double> AssessDuration { get; } = Meter.CreateHistogram<double>(
        AutoCrmTelemetry.Instruments.AssessDuration, "s", "Duration of assessments of the base.");

    public static Histogram<double> CommitDuration { get; } = Meter.CreateHistogram<double>(
        AutoCrmTelemetry.Instruments.CommitDuration, "s", "Duration of commits of units of work.");

    public static Counter<long> Erasures { get; } = Meter.CreateCounter<long>(
        AutoCrmTelemetry.Instruments.Erasures, "{erasure}", "Erasures of personal data.");

    /// <summary>The seconds since a timestamp.</summary>
    public static double SecondsSince(long timestamp) => Stopwatch.GetElapsedTime(timestamp).TotalSeconds;
}
