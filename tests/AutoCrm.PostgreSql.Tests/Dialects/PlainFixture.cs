using AutoCrm.Hosting;
using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.Storage.EntityFrameworkCore;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.PostgreSql.Tests.Dialects;

/// <summary>A store by the plain dialect, in a database of its own.</summary>
internal sealed class PlainFixture(PostgresDatabase database) : IStoreFixture
{
    private static readonly Lazy<Task<PostgresDatabase>> Template = new(CreateTemplateAsync);
    private readonly ServiceProvider services = Open(database.ConnectionString);

    public IServiceProvider Services => services;

    public static async Task<IStoreFixture> CreateAsync()
    {
        var server = await PostgresServer.GetAsync();
        var template = await Template.Value;
        return new PlainFixture(await server.CreateDatabaseAsync(template.Name));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    private static ServiceProvider Open(string connectionString) => new ServiceCollection()
        .AddAutoCrm(crm => crm
            .AddRelationalStore("Plain", _ => new PlainDialect(connectionString))
            .AddConformanceSamples())
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });

    private static async Task<PostgresDatabase> CreateTemplateAsync()
    {
        var server = await PostgresServer.GetAsync();
        var template = await server.CreateDatabaseAsync();
        await using var host = Open(template.ConnectionString);
        await host.GetRequiredService<IStoreSetup>().MigrateAsync();
        return template;
    }
}
