using AutoCrm.SharedKernel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;

namespace AutoCrm.Hosting;

/// <summary>Whether the store answers.</summary>
internal sealed class StoreHealthCheck(IOutbox outbox) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await outbox.GetStatisticsAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy("The store answers.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception is StoreException ? exception.Message : "The store does not answer.", exception);
        }
    }
}

/// <summary>Whether the store is set up for this version and its plug-ins.</summary>
internal sealed class SchemaHealthCheck(IStoreSetup setup) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var script = await setup.ScriptAsync(cancellationToken).ConfigureAwait(false);
            var isCurrent = script.Split('\n').All(line => line.Length == 0 || line.StartsWith("--", StringComparison.Ordinal));
            return isCurrent
                ? HealthCheckResult.Healthy("The store is set up for this version.")
                : new HealthCheckResult(context.Registration.FailureStatus, "The store is not set up for this version; call MigrateAsync, or run the script of ScriptAsync.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(
                context.Registration.FailureStatus,
                exception is StoreException ? exception.Message : "The schema of the store cannot be read, or is of a later version.",
                exception);
        }
    }
}

/// <summary>Whether messages leave in time.</summary>
internal sealed class OutboxHealthCheck(IOutbox outbox, IClock clock, AutoCrmHealthOptions options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var statistics = await outbox.GetStatisticsAsync(cancellationToken).ConfigureAwait(false);
        var age = statistics.OldestPendingAt is { } oldest ? clock.GetCurrentInstant() - oldest : Duration.Zero;
        var data = new Dictionary<string, object>
        {
            ["pending"] = statistics.Pending, ["parked"] = statistics.Parked, ["age_seconds"] = age.TotalSeconds,
        };
        if (statistics.HeldBy is { } holder)
        {
            data["held_by"] = holder;
        }

        return age.ToTimeSpan() > options.MaxOutboxAge
            ? statistics.HeldBy is not null ? HealthCheckResult.Degraded(
                $"{statistics.Pending} messages wait in the outbox, the oldest for {age.TotalSeconds:0} s: {statistics.HeldBy} may still add earlier ones; end that transaction.", data: data)
            : HealthCheckResult.Degraded($"{statistics.Pending} messages wait in the outbox, the oldest for {age.TotalSeconds:0} s; start a relay, or look why it stands still.", data: data)
            : statistics.Parked > 0
                ? HealthCheckResult.Degraded($"{statistics.Parked} messages are parked in the outbox; replay or drop them.", data: data)
                : HealthCheckResult.Healthy("Messages leave the outbox in time.", data);
    }
}
