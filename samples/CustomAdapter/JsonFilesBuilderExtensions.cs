using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Network;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using CustomAdapter.Files;
using CustomAdapter.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AutoCrm.Hosting;

/// <summary>Adds the folder of JSON files to AutoCrm. This and nothing else of an adapter is public.</summary>
public static class JsonFilesBuilderExtensions
{
    /// <summary>Keeps everything as JSON files in a folder, which one process at a time may use.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="folder">The folder; it is made where it is missing.</param>
    public static AutoCrmBuilder UseJsonFiles(this AutoCrmBuilder builder, string folder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        builder.UseStore("JSON files");
        var services = builder.Services;

        // What the ports share: the files and what they hold, and the unit of work of the scope.
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<JsonFileStore>(provider, folder));
        services.AddScoped<JsonUnitOfWork>();

        // Every port. Replace makes the adapter win over one chosen before; AddAutoCrm fills what is left with memory, and one half
        // of a unit of work in files and the other in memory would be no unit. Lifetimes are those AutoCrm documents.
        services.Replace(ServiceDescriptor.Singleton<IStoreSetup, JsonSetup>());
        services.Replace(ServiceDescriptor.Scoped<IUnitOfWork>(provider => provider.GetRequiredService<JsonUnitOfWork>()));
        services.Replace(ServiceDescriptor.Scoped(typeof(IRepository<>), typeof(JsonRepository<>)));
        services.Replace(ServiceDescriptor.Scoped(typeof(IReadRepository<>), typeof(JsonRepository<>)));
        services.Replace(ServiceDescriptor.Scoped<ISourceRecordStore, JsonSourceRecords>());
        services.Replace(ServiceDescriptor.Scoped<ITimeline, JsonTimeline>());
        services.Replace(ServiceDescriptor.Scoped<ILineage, JsonLineage>());
        services.Replace(ServiceDescriptor.Singleton<IOutbox, JsonOutbox>());
        services.Replace(ServiceDescriptor.Scoped<IInbox, JsonInbox>());
        services.Replace(ServiceDescriptor.Singleton<IImportStore, JsonImportStore>());
        services.Replace(ServiceDescriptor.Singleton<IIdentityBulkStore, JsonIdentityBulkStore>());
        services.Replace(ServiceDescriptor.Singleton<IVehicleRecords, JsonVehicleRecords>());
        services.Replace(ServiceDescriptor.Singleton<IAssessmentStore, JsonAssessmentStore>());
        services.Replace(ServiceDescriptor.Singleton<IProfileReader, JsonProfileReader>());
        services.Replace(ServiceDescriptor.Singleton<IAssessmentQueries, JsonAssessmentQueries>());
        return builder;
    }
}
