using AutoCrm.Hosting;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AutoCrm.Benchmarks;

/// <summary>
/// AddAutoCrm and the first resolve of its services, once in a fresh process, against a container that holds one options object.
/// </summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 10, warmupCount: 0, iterationCount: 1, invocationCount: 1)]
public class StartupBenchmark
{
    [Benchmark(Baseline = true, Description = "a container with one options object")]
    public object Container()
    {
        using var services = new ServiceCollection().Configure<AutoCrmOptions>(options => options.BaseCurrency = "EUR").BuildServiceProvider();
        return services.GetRequiredService<IOptions<AutoCrmOptions>>().Value;
    }

    [Benchmark(Description = "AddAutoCrm, first resolve")]
    public object AddAutoCrm()
    {
        using var services = new ServiceCollection().AddAutoCrm().BuildServiceProvider();
        using var scope = services.CreateScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        return (crm.Import, crm.Identity, crm.Resolution, crm.Timeline, crm.Assessment, crm.Profiles);
    }
}
