using AutoCrm.Hosting;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Storage.Tests;

/// <summary>A store in a file of its own, which is deleted afterwards.</summary>
internal sealed class SqliteFixture : IStoreFixture
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-").FullName;
    private ServiceProvider services;

    private SqliteFixture() => services = Open();

    public IServiceProvider Services => services;

    public IReadOnlyList<string> Files => Directory.GetFiles(folder);

    public string File => Path.Combine(folder, "crm.db");

    public string ConnectionString => $"Data Source={File}";

    public static async Task<IStoreFixture> CreateAsync()
    {
        var fixture = new SqliteFixture();
        await fixture.Services.GetRequiredService<IStoreSetup>().MigrateAsync();
        return fixture;
    }

    /// <summary>Makes a fixture whose file is not made yet.</summary>
    public static SqliteFixture WithoutFile() => new();

    /// <summary>Ends the host and begins another one on the same file.</summary>
    public async Task ReopenAsync()
    {
        await services.DisposeAsync();
        services = Open();
    }

    /// <summary>A second host on the same file.</summary>
    public ServiceProvider Open() => new ServiceCollection()
        .AddAutoCrm(crm => crm.UseSqlite(ConnectionString).AddConformanceSamples())
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
