using AutoCrm.Assessment;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AutoCrm.Hosting;

/// <summary>Refuses to start a host whose AutoCrm cannot work, with everything that is wrong in one message.</summary>
internal sealed class StartupValidation(RegisteredPorts ports, IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var problems = ports.Problems().ToList();
        if (problems.Count > 0)
        {
            throw new InvalidOperationException($"AutoCrm cannot start: {string.Join(" ", problems)}");
        }

        // Assessors and kinds of events are made now, so that two of one name are reported here and not at the first use.
        services.GetRequiredService<CustomerAssessor>();
        services.GetRequiredService<EventKinds>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
