using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AutoCrm.Import;

/// <summary>Registers the import.</summary>
internal static class ImportRegistration
{
    /// <summary>
    /// Adds the service and the reader of JSON Lines. The service is scoped, as the store it writes to may be; it needs
    /// <see cref="IImportStore"/>, the repository of outlets, the event kinds and a clock to be registered elsewhere.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="defaultCountry">Returns the country assumed for phone numbers of records without country.</param>
    internal static void AddImport(IServiceCollection services, Func<IServiceProvider, string> defaultCountry)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRowReader, JsonLinesRowReader>());
        services.TryAddSingleton<ImportFileDefinitions>();
        services.TryAddScoped<IImportService>(provider => ActivatorUtilities.CreateInstance<ImportService>(provider, defaultCountry(provider)));
    }
}
