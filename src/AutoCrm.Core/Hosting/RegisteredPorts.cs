using AutoCrm.Assessment;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Hosting;

/// <summary>What a host registered for the ports of AutoCrm.</summary>
internal sealed class RegisteredPorts(IServiceCollection services)
{
    private static readonly Type[] Ports =
    [
        typeof(IReadRepository<>), typeof(IRepository<>), typeof(IUnitOfWork), typeof(IOutbox), typeof(ITimeline),
        typeof(ISourceRecordStore), typeof(ILineage), typeof(IIdentityBulkStore), typeof(ICustomerMatcher), typeof(IVehicleRecords),
        typeof(IValueModel), typeof(IExchangeRates), typeof(ISnapshotStore<>), typeof(IAssessmentQueries), typeof(IImportStore),
        typeof(IStoreSetup),
    ];

    /// <summary>What is missing or doubled, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var port in Ports)
        {
            var found = services.Where(service => service.ServiceType == port).ToList();
            if (found.Count == 0)
            {
                yield return $"Nothing is registered for the port {NameOf(port)}; call AddAutoCrm, or register an adapter for it.";
            }
            else if (found.Count > 1)
            {
                yield return $"The port {NameOf(port)} is registered {found.Count} times, by " +
                    $"{string.Join(" and ", found.Select(ImplementationOf))}; keep one of them.";
            }
        }
    }

    private static string NameOf(Type port) => port.IsGenericType ? port.Name[..port.Name.IndexOf('`', StringComparison.Ordinal)] + "<T>" : port.Name;

    private static string ImplementationOf(ServiceDescriptor service) =>
        service.ImplementationType?.Name ?? service.ImplementationInstance?.GetType().Name ?? "a factory";
}
