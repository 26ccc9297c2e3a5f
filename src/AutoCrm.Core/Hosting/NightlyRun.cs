using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace AutoCrm.Hosting;

/// <summary>Resolves identities and assesses the base by a schedule.</summary>
internal sealed partial class NightlyRun(
    IServiceScopeFactory scopes, IOptions<NightlyRunOptions> options, IClock clock, ILogger<NightlyRun> logger) : BackgroundService
{
    /// <summary>The longest single delay; timers do not take delays of months, and clocks are set meanwhile.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var schedule = NightlyRunValidation.Parse(options.Value.Cron);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);
        while (schedule.GetNextOccurrence(clock.GetCurrentInstant().ToDateTimeOffset(), zone) is { } due)
        {
            await WaitUntilAsync(Instant.FromDateTimeOffset(due), stoppingToken).ConfigureAwait(false);
            try
            {
                await RunAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception);
            }
        }
    }

    private async Task WaitUntilAsync(Instant due, CancellationToken cancellationToken)
    {
        for (var left = due - clock.GetCurrentInstant(); left > Duration.Zero; left = due - clock.GetCurrentInstant())
        {
            var delay = left.ToTimeSpan() + TimeSpan.FromMilliseconds(1);
            await Task.Delay(delay < LongestDelay ? delay : LongestDelay, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
            if (options.Value.ResolvesIdentities)
            {
                await crm.Resolution.ResolveAsync(options.Value.Publish, cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            await crm.Assessment.AssessAllAsync(clock.GetCurrentInstant(), options.Value.Publish, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The nightly run failed; the next one is due as scheduled.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
