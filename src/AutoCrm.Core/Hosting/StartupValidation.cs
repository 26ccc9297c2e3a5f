using AutoCrm.Assessment;
using AutoCrm.Import;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AutoCrm.Hosting;

/// <summary>
/// Refuses a host whose AutoCrm cannot work, with everything that is wrong in one message. It runs when the host starts, and before a store is migrated.
/// </summary>
internal sealed class StartupValidation(RegisteredPorts ports, IServiceProvider services) : IHostedService
{
    /// <exception cref="InvalidOperationException">AutoCrm cannot work.</exception>
    public void Validate()
    {
        var problems = ports.Problems().ToList();
        if (problems.Count == 0)
        {
            problems.AddRange(UnsupportedStages());
        }

        if (problems.Count > 0)
        {
            throw new InvalidOperationException($"AutoCrm cannot start: {string.Join(" ", problems)}");
        }

        // Definitions are made now, so that two of one name are reported here and not at the first use.
        services.GetRequiredService<CustomerAssessor>();
        services.GetRequiredService<EventKinds>();
        services.GetRequiredService<AggregateDefinitions>();
        services.GetRequiredService<ImportFileDefinitions>();
        _ = services.GetRequiredService<MessageDefinitions>().All;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Validate();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<string> UnsupportedStages()
    {
        var model = services.GetRequiredService<IValueModel>();
        IReadOnlyList<Stage> stages;
        LifecycleDefinition lifecycle;
        try
        {
            lifecycle = services.GetRequiredService<LifecycleDefinition>();
            stages = model.ListUnsupportedStages(lifecycle.StageDefinitions);
        }
        catch (LifecycleDefinitionException invalid)
        {
            return [invalid.Message];
        }

        return stages.Count == 0
            ? []
            : [$"The value model {model.Name} has no retention rate for {string.Join(", ", stages.Select(Describe))}; state it with each stage, as in " +
                $".Stages(new StageDefinition(new Stage(\"{stages[0]}\"), retention: 0.5m))."];

        string Describe(Stage stage) => lifecycle.StageDefinitions.First(definition => definition.Stage == stage).Contributor is { } contributor
            ? $"{stage} (contributed by {contributor})"
            : stage.Name;
    }
}
