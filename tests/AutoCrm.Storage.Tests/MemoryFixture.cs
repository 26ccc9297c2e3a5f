using AutoCrm.Hosting;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Storage.Tests;

internal sealed class MemoryFixture : IStoreFixture
{
    private readonly ServiceProvider services = new ServiceCollection().AddAutoCrm(crm => crm.AddConformanceSamples())
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });

    public IServiceProvider Services => services;

    public static Task<IStoreFixture> CreateAsync() => Task.FromResult<IStoreFixture>(new MemoryFixture());

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
