using AutoCrm.Hosting.InMemory;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace AutoCrm.Hosting;

/// <summary>Adds AutoCrm to a host.</summary>
public static class AutoCrmServiceCollectionExtensions
{
    /// <summary>
    /// Adds AutoCrm. Without anything stated it works in memory, by the system's clock and with the automotive defaults.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">States what the host wants otherwise.</param>
    public static IServiceCollection AddAutoCrm(this IServiceCollection services, Action<AutoCrmBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new AutoCrmBuilder(services);
        services.AddOptions<AutoCrmOptions>();
        configure?.Invoke(builder);
        services.TryAddSingleton(_ => new EventKinds(builder.EventKinds));
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        return services.AddInMemoryStores();
    }
}
