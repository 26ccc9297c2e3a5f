using AutoCrm.Hosting;
using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.PostgreSql.Tests.Store;

/// <summary>A store in a database of its own, which is dropped afterwards.</summary>
internal sealed class PostgreSqlFixture : IStoreFixture
{
    private static readonly Lazy<Task<PostgresDatabase>> Template = new(CreateTemplateAsync);
    private readonly PostgresDatabase database;
    private ServiceProvider services;

    private PostgreSqlFixture(PostgresDatabase database)
    {
        this.database = database;
        services = Open();
    }

    public IServiceProvider Services => services;

    public PostgresDatabase Database => database;

    public static async Task<IStoreFixture> CreateAsync()
    {
        var server = await PostgresServer.GetAsync();
        var template = await Template.Value;
        return new PostgreSqlFixture(await server.CreateDatabaseAsync(template.Name));
    }

    /// <summary>Makes a fixture whose database is not set up.</summary>
    public static async Task<PostgreSqlFixture> WithoutTablesAsync()
    {
        var server = await PostgresServer.GetAsync();
        return new PostgreSqlFixture(await server.CreateDatabaseAsync());
    }

    /// <summary>Ends the host and begins another one on the same database.</summary>
    public async Task ReopenAsync()
    {
        await services.DisposeAsync();
        services = Open();
    }

    /// <summary>A second host on the same database.</summary>
    public ServiceProvider Open() => Open(database.ConnectionString);

    public static ServiceProvider Open(string connectionString, Action<PostgreSqlStoreOptions>? configure = null) => new ServiceCollection()
        .AddAutoCrm(crm => crm.UsePostgreSql(connectionString, configure).AddConformanceSamples())
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task<PostgresDatabase> CreateTemplateAsync()
    {
        var server = await PostgresServer.GetAsync();
        var template = await server.CreateDatabaseAsync();
        await using var host = Open(template.ConnectionString);
        await host.GetRequiredService<IStoreSetup>().MigrateAsync();
        return template;
    }
}
