using AutoCrm.Assessment;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Profiles;
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
        typeof(IReadRepository<>), typeof(IRepository<>), typeof(IUnitOfWork), typeof(IOutbox), typeof(IInbox), typeof(ITimeline),
        typeof(ISourceRecordStore), typeof(ILineage), typeof(IIdentityBulkStore), typeof(ICustomerMatcher), typeof(IVehicleRecords),
        typeof(IValueModel), typeof(IExchangeRates), typeof(IAssessmentStore), typeof(IAssessmentQueries), typeof(IImportStore),
        typeof(IProfileReader), typeof(IStoreSetup),
    ];

    /// <summary>The ports that a store keeps. All of them are one store, or a unit of work would be half in one and half in another.</summary>
    private static readonly Type[] StorePorts =
    [
        typeof(IReadRepository<>), typeof(IRepository<>), typeof(ITimeline), typeof(ISourceRecordStore), typeof(ILineage), typeof(IIdentityBulkStore),
        typeof(IVehicleRecords), typeof(IAssessmentStore), typeof(IAssessmentQueries), typeof(IProfileReader), typeof(IImportStore), typeof(IStoreSetup),
        typeof(IOutbox), typeof(IInbox),
    ];

    /// <summary>What is missing, doubled or half replaced, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        var isComplete = true;
        foreach (var port in Ports)
        {
            var found = services.Where(service => service.ServiceType == port).ToList();
            isComplete &= found.Count == 1;
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

        foreach (var problem in isComplete ? HalfReplacedStore() : [])
        {
            yield return problem;
        }
    }

    private IEnumerable<string> HalfReplacedStore()
    {
        // What is made by a factory may decorate any store and is taken on trust.
        var byAssembly = StorePorts
            .Select(port => (Port: port, Service: services.FirstOrDefault(service => service.ServiceType == port)))
            .Where(found => found.Service?.ImplementationType is not null)
            .ToLookup(found => found.Service!.ImplementationType!.Assembly);
        var inMemory = byAssembly[typeof(RegisteredPorts).Assembly].Select(found => NameOf(found.Port)).ToList();
        var elsewhere = byAssembly.Where(group => group.Key != typeof(RegisteredPorts).Assembly).SelectMany(group => group).Select(found => NameOf(found.Port)).ToList();
        if (inMemory.Count > 0 && elsewhere.Count > 0)
        {
            yield return $"The store is half replaced: {string.Join(", ", elsewhere)} are kept by an adapter and {string.Join(", ", inMemory)} in memory; " +
                "register every port of the adapter, or decorate a single one with a factory.";
        }
    }

    private static string NameOf(Type port) => port.IsGenericType ? port.Name[..port.Name.IndexOf('`', StringComparison.Ordinal)] + "<T>" : port.Name;

    private static string ImplementationOf(ServiceDescriptor service) =>
        service.ImplementationType?.Name ?? service.ImplementationInstance?.GetType().Name ?? "a factory";
}
