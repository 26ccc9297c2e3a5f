using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AutoCrm.Import;

/// <summary>Registers what the import consists of.</summary>
internal static class ImportRegistration
{
    /// <summary>
    /// Adds the service and the reader of JSON Lines. The service is scoped, as the store it writes to may be; it needs
    /// <see cref="IImportStore"/>, the repository of outlets, the event kinds and a clock from elsewhere.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="defaultCountry">Gives the country of phone numbers whose record names none.</param>
    internal static void AddImport(IServiceCollection services, Func<IServiceProvider, string> defaultCountry)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRowReader, JsonLinesRowReader>());
        services.TryAddScoped(provider => ActivatorUtilities.CreateInstance<ImportService>(provider, defaultCountry(provider)));
    }
}
