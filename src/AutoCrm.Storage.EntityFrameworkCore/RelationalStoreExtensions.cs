using System.Data.Common;
using AutoCrm.Hosting;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using AutoCrm.Storage.EntityFrameworkCore.Server;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Storage.EntityFrameworkCore.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutoCrm.Storage.EntityFrameworkCore;

/// <summary>For authors of adapters: puts a relational database on a server behind the ports of AutoCrm.</summary>
public static class RelationalStoreExtensions
{
    /// <summary>Keeps everything in a database on a server. The <c>Use…</c> method of an adapter calls it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the database's product, such as <c>PostgreSQL</c>.</param>
    /// <param name="dialect">Makes the dialect, once for a host. It is disposed with the host.</param>
    /// <exception cref="InvalidOperationException">Another store has been chosen.</exception>
    public static AutoCrmBuilder AddRelationalStore<TDialect>(this AutoCrmBuilder builder, string name, Func<IServiceProvider, TDialect> dialect)
        where TDialect : RelationalDialect
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dialect);
        builder.UseStore(name);
        var services = builder.Services;
        services.AddSingleton(dialect);
        services.AddSingleton<RelationalDialect>(provider => provider.GetRequiredService<TDialect>());
        services.AddDbContextFactory<AutoCrmDbContext>((provider, options) => Configure(provider.GetRequiredService<RelationalDialect>(), options, dialect => dialect.SetupConnections));
        services.AddSingleton(provider => new RelationalProvider(options => Configure(provider.GetRequiredService<RelationalDialect>(), options, dialect => dialect.Connections)));
        services.AddSingleton<SchemaDialect, ServerSchemaDialect>();
        services.AddSingleton<ServerSessions>();
        services.AddSingleton<IStoreSessions>(provider => provider.GetRequiredService<ServerSessions>());
        services.AddSingleton<IStoreErrors, ServerErrors>();
        services.AddSingleton<IStoreTransactions, ServerTransactions>();
        services.Replace(ServiceDescriptor.Singleton<IStoreSetup, ServerSetup>());
        services.AddRelationalStores();
        return builder;
    }

    /// <summary>EF Core logs nothing into the host's log; AutoCrm logs the steps of the schema itself.</summary>
    private static void Configure(RelationalDialect dialect, DbContextOptionsBuilder options, Func<RelationalDialect, DbDataSource> connections)
    {
        dialect.Configure(options, connections(dialect));
        options.UseLoggerFactory(NullLoggerFactory.Instance);
    }
}
