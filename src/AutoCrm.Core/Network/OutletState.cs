using AutoCrm.SharedKernel;

namespace AutoCrm.Network;

/// <summary>The state of an outlet. The id follows from the code.</summary>
public sealed record OutletState
{
    /// <inheritdoc cref="Outlet.Code"/>
    public required OutletCode Code { get; init; }

    /// <inheritdoc cref="Outlet.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Outlet.Kind"/>
    public required OutletKind Kind { get; init; }

    /// <summary>The id of the time zone in the IANA database.</summary>
    public required string TimeZone { get; init; }

    /// <inheritdoc cref="Outlet.Parent"/>
    public OutletCode? Parent { get; init; }

    /// <inheritdoc cref="Outlet.Region"/>
    public string? Region { get; init; }

    /// <inheritdoc cref="Outlet.Calendar"/>
    public BusinessCalendar Calendar { get; init => field = value ?? BusinessCalendar.EveryDay; } = BusinessCalendar.EveryDay;
}
