using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutoCrm.SharedKernel;

/// <summary>The loggers of AutoCrm; silent in a host without logging.</summary>
internal sealed class Loggers(IServiceProvider services)
{
    private readonly ILoggerFactory factory = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;

    public ILogger Import => factory.CreateLogger($"{AutoCrmTelemetry.SourceName}.Import");

    public ILogger Identity => factory.CreateLogger($"{AutoCrmTelemetry.SourceName}.Identity");

    public ILogger Assessment => factory.CreateLogger($"{AutoCrmTelemetry.SourceName}.Assessment");

    public ILogger Privacy => factory.CreateLogger($"{AutoCrmTelemetry.SourceName}.Privacy");

    public ILogger Hosting => factory.CreateLogger($"{AutoCrmTelemetry.SourceName}.Hosting");
}
