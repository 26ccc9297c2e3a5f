using AutoCrm.Assessment;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>
/// Puts the relational stores behind the ports. The adapter of a database adds its sessions, the context factory and the setup.
/// </summary>
internal static class RelationalRegistration
{
    public static void AddRelationalStores(this IServiceCollection services)
    {
        services.TryAddSingleton<DocumentTables>();
        services.TryAddSingleton<DocumentContexts>();
        services.TryAddSingleton<AssessmentTable>();
        services.TryAddSingleton<DocumentSchema>();
        services.TryAddSingleton<IStoreTransactions, RowTransactions>();
        services.TryAddSingleton<RelationalDatabase>();
        services.TryAddScoped<RelationalUnitOfWork>();
        services.Replace(ServiceDescriptor.Scoped<IUnitOfWork>(provider => provider.GetRequiredService<RelationalUnitOfWork>()));
        services.Replace(ServiceDescriptor.Scoped(typeof(IRepository<>), typeof(RelationalRepository<>)));
        services.Replace(ServiceDescriptor.Scoped(typeof(IReadRepository<>), typeof(RelationalRepository<>)));
        services.Replace(ServiceDescriptor.Scoped<ITimeline, RelationalTimeline>());
        services.Replace(ServiceDescriptor.Scoped<ISourceRecordStore, RelationalSourceRecords>());
        services.Replace(ServiceDescriptor.Scoped<ILineage, RelationalLineage>());
        services.Replace(ServiceDescriptor.Singleton<IImportStore, RelationalImportStore>());
        services.Replace(ServiceDescriptor.Singleton<IIdentityBulkStore, RelationalIdentityBulkStore>());
        services.Replace(ServiceDescriptor.Singleton<IAssessmentStore, RelationalAssessmentStore>());
        services.Replace(ServiceDescriptor.Singleton<IProfileReader, RelationalProfileReader>());
        services.Replace(ServiceDescriptor.Singleton<IAssessmentQueries, RelationalAssessmentQueries>());
        services.Replace(ServiceDescriptor.Singleton<IVehicleRecords, RelationalVehicleRecords>());
        services.Replace(ServiceDescriptor.Singleton<IOutbox, RelationalOutbox>());
        services.Replace(ServiceDescriptor.Scoped<IInbox, RelationalInbox>());
    }
}
