using Ardalis.Specification;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;

namespace QuickStart.Report;

/// <summary>All outlets.</summary>
public sealed class EveryOutlet : Specification<Outlet>
{
    /// <summary>The names of all outlets, shortened.</summary>
    public static async Task<IReadOnlyDictionary<OutletCode, string>> ReadNamesAsync(
        IServiceProvider services, ReportLimits limits, CancellationToken cancellationToken)
    {
        var outlets = await services.GetRequiredService<IReadRepository<Outlet>>().ListAsync(new EveryOutlet(), cancellationToken);
        return outlets.ToDictionary(outlet => outlet.Code, outlet => limits.Shorten(outlet.Name));
    }
}
