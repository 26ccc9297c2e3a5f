using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AutoCrm.SharedKernel;

/// <summary>The one source of activities and the one meter of AutoCrm, both named <c>AutoCrm</c>.</summary>
internal static class Telemetry
{
    public static ActivitySource Source { get; } = new("AutoCrm");

    public static Meter Meter { get; } = new("AutoCrm");

    public static Counter<long> CustomersAssessed { get; } =
        Meter.CreateCounter<long>("autocrm.customers.assessed", "{customer}", "Customers assessed by runs over the base.");
}
