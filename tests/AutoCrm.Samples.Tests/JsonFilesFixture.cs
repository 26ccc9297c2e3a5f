using AutoCrm.Hosting;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Samples.Tests;

/// <summary>A store in a folder of its own, which is deleted afterwards.</summary>
internal sealed class JsonFilesFixture : IStoreFixture
{
    private readonly string root = Directory.CreateTempSubdirectory("autocrm-").FullName;
    private ServiceProvider services;

    public JsonFilesFixture() => services = Open();

    public IServiceProvider Services => services;

    public IReadOnlyList<string> Files =>
        [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories)];

    public string Folder => Path.Combine(root, "crm");

    public static async Task<IStoreFixture> CreateAsync()
    {
        var fixture = new JsonFilesFixture();
        await fixture.Services.GetRequiredService<IStoreSetup>().MigrateAsync();
        return fixture;
    }

    /// <summary>Another host on the same folder.</summary>
    public ServiceProvider Open() => new ServiceCollection()
        .AddAutoCrm(crm => crm.UseJsonFiles(Folder).AddCsv().AddConformanceSamples())
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });

    /// <summary>Ends the host, lets something happen to the files, and begins another one.</summary>
    public async Task ReopenAsync(Action<string>? meanwhile = null)
    {
        await services.DisposeAsync();
        meanwhile?.Invoke(Folder);
        services = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }
}
