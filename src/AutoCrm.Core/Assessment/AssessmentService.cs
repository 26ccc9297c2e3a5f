using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// Assesses single customers, or the whole base in parallel with bounded memory. What has changed is stored, and published through the outbox. An
/// interrupted run over the base can be repeated: assessments it has stored are unchanged.
/// </summary>
public sealed class AssessmentService(
    IServiceScopeFactory scopes, CustomerAssessor assessor, MessageDefinitions messages, EventKinds kinds, IClock clock)
{
    /// <summary>
    /// Assesses one customer without storing the result. What is ranked among all customers is that of the stored assessment, as it was when the base
    /// was ranked.
    /// </summary>
    /// <param name="customer">The id of the customer; ids of merged customers are resolved.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="recordedBy">If set, data recorded later is ignored.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>The assessment, or <see langword="null"/> if the customer does not exist.</returns>
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
            return assessor.Assess(history, asOf, await store.FindAsync(history.Customer, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Assesses all customers and stores what has changed since the previous assessment.</summary>
    /// <param name="asOf">The instant, kept in whole ticks of 100 nanoseconds.</param>
    /// <param name="publish">Which messages are published through the outbox.</param>
    /// <param name="progress">Receives the number of customers assessed and stored so far.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task<AssessmentRun> AssessAllAsync(
        Instant asOf, BulkMessages publish = BulkMessages.Known, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var activity = Telemetry.Source.StartActivity("autocrm.assess");
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
            var run = new BaseRun(scopes, assessor, messages, asOf, publishesChanges);
            var result = await run.RunAsync(ranges, progress, cancellationToken).ConfigureAwait(false);
            var completed = new CompletedRun(asOf, StoredForm.Truncate(clock.GetCurrentInstant()), result.Customers, result.Written);
            var removed = await store.CompleteRunAsync(completed, count => Summarize(completed, count, isFirst), cancellationToken).ConfigureAwait(false);
            Telemetry.CustomersAssessed.Add(result.Customers);
            return new AssessmentRun(asOf, result.Customers, result.Written, removed, [.. kinds.UnknownCodes], result.Summaries);
        }
    }

    private IReadOnlyList<OutboxMessage> Summarize(CompletedRun run, int removed, bool isFirst) => run.Written == 0 && removed == 0 && !isFirst
        ? []
        : [messages.Create(new BaseAssessed(run.AsOf, run.Customers, run.Written, removed, isFirst, run.CompletedAt))];

    private async Task FitAsync(ITimeline timeline, Instant asOf, CancellationToken cancellationToken)
    {
        foreach (var fitted in assessor.Parts.Select(part => part.Fitted).OfType<IFittedAssessor>().Where(fitted => fitted.NeedsFitting))
        {
            await fitted.FitAsync(timeline.StreamAsync(CustomerRange.All, asOf, cancellationToken), asOf, cancellationToken).ConfigureAwait(false);
        }
    }
}
