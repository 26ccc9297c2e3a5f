using System.Diagnostics;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Assessment;

/// <inheritdoc cref="IAssessmentService"/>
internal sealed class AssessmentService(
    IServiceScopeFactory scopes, Deferred<CustomerAssessor> assessor, MessageDefinitions messages, Deferred<EventKinds> kinds, Loggers loggers, IClock clock) : IAssessmentService
{
    private const int MaxAttempts = 5;

    private CustomerAssessor Assessor => assessor.Value;

    /// <inheritdoc/>
    public async Task<CustomerAssessment?> AssessAsync(
        Id<Customer> customer, Instant asOf, Instant? recordedBy = null, CancellationToken cancellationToken = default)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var timeline = scope.ServiceProvider.GetRequiredService<ITimeline>();
            if (await timeline.ReadAsync(customer, asOf, recordedBy, cancellationToken).ConfigureAwait(false) is not { } history)
            {
                return null;
            }

            var store = scope.ServiceProvider.GetRequiredService<IAssessmentStore>();
            return Assessor.Assess(history, asOf, await store.FindAsync(history.Customer, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <inheritdoc/>
    public async Task<CustomerAssessment?> AssessAndStoreAsync(
        Id<Customer> customer, BulkMessages publish = BulkMessages.Known, CancellationToken cancellationToken = default)
    {
        using var activity = Telemetry.Source.StartActivity(AutoCrmTelemetry.Activities.AssessOne);
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var timeline = scope.ServiceProvider.GetRequiredService<ITimeline>();
            var store = scope.ServiceProvider.GetRequiredService<IAssessmentStore>();
            for (var attempt = 1; attempt <= MaxAttempts; attempt++)
            {
                var asOf = StoredForm.Truncate(clock.GetCurrentInstant());
                if (await timeline.ReadAsync(customer, asOf, cancellationToken: cancellationToken).ConfigureAwait(false) is not { } history)
                {
                    return null;
                }

                var stored = await store.FindAsync(history.Customer, cancellationToken).ConfigureAwait(false);
                using var comparison = new CustomerComparison(Assessor, messages, asOf, publish != BulkMessages.SummaryOnly);
                var change = comparison.AssessAlone(history, stored);
                if (change is null || (await store.SaveAsync([change], cancellationToken).ConfigureAwait(false))[0])
                {
                    activity?.SetTag(AutoCrmTelemetry.Tags.Written, change is null ? 0 : 1);
                    return Assessor.Assess(history, asOf, stored);
                }

                loggers.Assessment.AssessmentLostRace(attempt, MaxAttempts);
            }
        }

        throw new ConcurrencyException($"The assessment of customer {customer} could not be stored: others stored one each of {MaxAttempts} times. Try again later.");
    }

    /// <inheritdoc/>
    public async Task<AssessmentRun> AssessAllAsync(
        Instant asOf, BulkMessages publish = BulkMessages.Known, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var activity = Telemetry.Source.StartActivity(AutoCrmTelemetry.Activities.Assess);
        var timestamp = Stopwatch.GetTimestamp();
        asOf = StoredForm.Truncate(asOf);
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var timeline = scope.ServiceProvider.GetRequiredService<ITimeline>();
            var store = scope.ServiceProvider.GetRequiredService<IAssessmentStore>();
            var isFirst = await store.FindLatestRunAsync(cancellationToken).ConfigureAwait(false) is null;
            await FitAsync(timeline, asOf, cancellationToken).ConfigureAwait(false);
            var ranges = await timeline.PartitionAsync(Environment.ProcessorCount, cancellationToken).ConfigureAwait(false);
            var publishesChanges = publish == BulkMessages.All || (publish == BulkMessages.Known && !isFirst);
            var run = new BaseRun(scopes, Assessor, messages, asOf, publishesChanges);
            var result = await run.RunAsync(ranges, progress, cancellationToken).ConfigureAwait(false);
            var completed = new CompletedRun(asOf, StoredForm.Truncate(clock.GetCurrentInstant()), result.Customers, result.Written);
            var removed = await store.CompleteRunAsync(completed, count => Summarize(completed, count, isFirst), cancellationToken).ConfigureAwait(false);
            Observe(completed, removed, activity, Telemetry.SecondsSince(timestamp));
            return new AssessmentRun(asOf, result.Customers, result.Written, removed, [.. kinds.Value.UnknownCodes], result.Summaries);
        }
    }

    private void Observe(CompletedRun run, int removed, Activity? activity, double seconds)
    {
        activity?.SetTag(AutoCrmTelemetry.Tags.Customers, run.Customers).SetTag(AutoCrmTelemetry.Tags.Written, run.Written);
        Telemetry.AssessedCustomers.Add(run.Customers);
        Telemetry.AssessDuration.Record(seconds);
        loggers.Assessment.BaseAssessed(run.Customers, run.AsOf, seconds, run.Written, removed);
        if (kinds.Value.UnknownCodes.Count > 0)
        {
            loggers.Assessment.UnknownEventKinds(string.Join(", ", kinds.Value.UnknownCodes));
        }
    }

    private IReadOnlyList<OutboxMessage> Summarize(CompletedRun run, int removed, bool isFirst) => run.Written == 0 && removed == 0 && !isFirst
        ? []
        : [messages.Create(new BaseAssessed(run.AsOf, run.Customers, run.Written, removed, isFirst, run.CompletedAt))];

    private async Task FitAsync(ITimeline timeline, Instant asOf, CancellationToken cancellationToken)
    {
        foreach (var fitted in Assessor.Parts.Select(part => part.Fitted).OfType<IFittedAssessor>().Where(fitted => fitted.NeedsFitting))
        {
            await fitted.FitAsync(timeline.StreamAsync(CustomerRange.All, asOf, cancellationToken), asOf, cancellationToken).ConfigureAwait(false);
        }
    }
}
