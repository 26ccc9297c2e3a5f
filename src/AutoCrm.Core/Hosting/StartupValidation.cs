using AutoCrm.Assessment;
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

        // The assessors are made now, so that two of one name are reported here and not at the first assessment.
        services.GetRequiredService<CustomerAssessor>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
