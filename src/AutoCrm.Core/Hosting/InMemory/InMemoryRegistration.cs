using AutoCrm.Assessment;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Puts memory behind every port that no adapter has taken.</summary>
internal static class InMemoryRegistration
{
    public static IServiceCollection AddInMemoryStores(this IServiceCollection services)
    {
        services.TryAddSingleton<MemoryStore>();
        services.TryAddScoped<MemoryUnitOfWork>();
        services.TryAddScoped<IUnitOfWork>(provider => provider.GetRequiredService<MemoryUnitOfWork>());
        services.TryAddScoped(typeof(IRepository<>), typeof(MemoryRepository<>));
        services.TryAddScoped(typeof(IReadRepository<>), typeof(MemoryRepository<>));
        services.TryAddScoped<ITimeline, MemoryTimeline>();
        services.TryAddScoped<ISourceRecordStore, MemorySourceRecords>();
        services.TryAddScoped<ILineage, MemoryLineage>();
        services.TryAddSingleton<IImportStore, MemoryImportStore>();
        services.TryAddSingleton<IIdentityBulkStore, MemoryIdentityBulkStore>();
        services.TryAddSingleton<IAssessmentStore, MemoryAssessmentStore>();
        services.TryAddSingleton<IProfileReader, MemoryProfileReader>();
        services.TryAddSingleton<IAssessmentQueries, MemoryAssessmentQueries>();
        services.TryAddSingleton<IVehicleRecords, MemoryVehicleRecords>();
        services.TryAddSingleton<IOutbox, MemoryOutbox>();
        services.TryAddScoped<IInbox, MemoryInbox>();
        services.TryAddSingleton<IStoreSetup, MemorySetup>();
        return services;
    }
}
