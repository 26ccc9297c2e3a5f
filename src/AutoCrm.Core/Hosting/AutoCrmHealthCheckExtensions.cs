using AutoCrm.Hosting;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the health checks of AutoCrm.</summary>
public static class AutoCrmHealthCheckExtensions
{
    /// <summary>
    /// Adds the checks <c>autocrm-store</c> (it answers), <c>autocrm-schema</c> (it is set up for this version and its plug-ins) and <c>autocrm-outbox</c>
    /// (no message waits too long, none is parked), with the tag <c>autocrm</c>. A host without a relay leaves messages in the outbox, which makes the last one fail.
    /// </summary>
    /// <param name="builder">The health checks of the host.</param>
    /// <param name="configure">Sets options.</param>
    public static IHealthChecksBuilder AddAutoCrmHealthChecks(this IHealthChecksBuilder builder, Action<AutoCrmHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new AutoCrmHealthOptions();
        configure?.Invoke(options);
        Add("autocrm-store", services => new StoreHealthCheck(services.GetRequiredService<IOutbox>()));
        Add("autocrm-schema", services => new SchemaHealthCheck(services.GetRequiredService<IStoreSetup>()));
        Add("autocrm-outbox", services => new OutboxHealthCheck(services.GetRequiredService<IOutbox>(), services.GetRequiredService<IClock>(), options));
        return builder;

        void Add(string name, Func<IServiceProvider, IHealthCheck> create) => builder.Add(new HealthCheckRegistration(name, create, null, ["autocrm"]));
    }
}
