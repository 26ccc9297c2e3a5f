using AutoCrm.Customers;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// Assesses single customers, or the whole base in parallel with bounded memory. Changes are stored as snapshots and published through the
/// outbox. An interrupted run over the base can be repeated: snapshots it has stored are unchanged.
/// </summary>
public sealed class AssessmentService(
    IServiceScopeFactory scopes, CustomerAssessor assessor, IValueModel model, TierPolicy tiers, Currency baseCurrency, EventKinds kinds)
{
    private const int BatchSize = 2_000;

    /// <summary>The instant before which a customer counts as established: three years before the assessment.</summary>
    private static readonly Period EstablishedFor = Period.FromYears(3);

    /// <summary>
    /// Assesses one customer without storing the result. RFM scores and tier are those of the latest snapshot, as they depend on the whole base.
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

            var snapshots = scope.ServiceProvider.GetRequiredService<ISnapshotStore<CustomerAssessment>>();
            var latest = await snapshots.LatestAsync(history.Customer, cancellationToken).ConfigureAwait(false);
            return assessor.Assess(history, asOf) with { Rfm = latest?.Content.Rfm, Tier = latest?.Content.Tier };
        }
    }

    /// <summary>Assesses all customers and stores changes since the previous assessment.</summary>
    /// <param name="asOf">The instant.</param>
    /// <param name="progress">Receives the number of customers assessed and stored so far.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async Task<AssessmentRun> AssessAllAsync(
        Instant asOf, IProgress<AssessmentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var activity = Telemetry.Source.StartActivity("autocrm.assess");
        var ranges = await PrepareAsync(asOf, cancellationToken).ConfigureAwait(false);
        var parts = ranges.Select(range => new AssessedRange(range)).ToList();
        try
        {
            long assessed = 0;
            var customers = new CustomerBase();
            await Parallel.ForEachAsync(parts, cancellationToken, async (part, token) =>
                await AssessAsync(part, customers, asOf, count => progress?.Report(new AssessmentProgress(Interlocked.Add(ref assessed, count), 0)), token)
                    .ConfigureAwait(false)).ConfigureAwait(false);
            var ranked = customers.Rank(tiers, baseCurrency);
            var run = await StoreAsync(parts, ranked, asOf, written => progress?.Report(new AssessmentProgress(assessed, written)), cancellationToken)
                .ConfigureAwait(false);
            Telemetry.CustomersAssessed.Add(run.Customers);
            return run;
        }
        finally
        {
            parts.ForEach(part => part.Dispose());
        }
    }

    private async Task<IReadOnlyList<CustomerRange>> PrepareAsync(Instant asOf, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var timeline = scope.ServiceProvider.GetRequiredService<ITimeline>();
            if (model.NeedsFitting)
            {
                await model.FitAsync(timeline.StreamAsync(CustomerRange.All, asOf, cancellationToken), asOf, cancellationToken).ConfigureAwait(false);
            }

            return await timeline.PartitionAsync(Environment.ProcessorCount, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AssessAsync(
        AssessedRange part, CustomerBase customers, Instant asOf, Action<int> report, CancellationToken cancellationToken)
    {
        var establishedBefore = asOf.InUtc().LocalDateTime.Minus(EstablishedFor).InUtc().ToInstant();
        var unreported = 0;
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var timeline = scope.ServiceProvider.GetRequiredService<ITimeline>();
            await foreach (var history in timeline.StreamAsync(part.Range, asOf, cancellationToken).ConfigureAwait(false))
            {
                var since = history.Events.Count > 0 ? history.Events[0].OccurredAt : history.KnownSince;
                var assessment = assessor.Assess(history, asOf);
                part.Add(assessment);
                lock (customers)
                {
                    customers.Add(assessment.Customer, assessment.Figures, assessment.Value.Total.Amount, since <= establishedBefore);
                }

                if (++unreported == BatchSize)
                {
                    report(unreported);
                    unreported = 0;
                }
            }
        }

        report(unreported);
    }

    private async Task<AssessmentRun> StoreAsync(
        List<AssessedRange> parts, RankedBase ranked, Instant asOf, Action<long> report, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<(Stage, string), int>();
        long written = 0, customers = 0;
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var snapshots = scope.ServiceProvider.GetRequiredService<ISnapshotStore<CustomerAssessment>>();
            foreach (var batch in parts.SelectMany(part => part.Assessments).Chunk(BatchSize))
            {
                var complete = new Snapshot<CustomerAssessment>[batch.Length];
                for (var i = 0; i < batch.Length; i++)
                {
                    var assessment = Complete(batch[i], ranked);
                    complete[i] = new Snapshot<CustomerAssessment>(assessment.Customer, asOf, assessment);
                    var standing = (assessment.Stage, assessment.Tier!.Tier);
                    counts[standing] = counts.GetValueOrDefault(standing) + 1;
                }

                customers += batch.Length;
                written += await snapshots.SaveAsync(complete, Changes, cancellationToken).ConfigureAwait(false);
                report(written);
            }

            var removed = await snapshots.RemoveMergedAsync(cancellationToken).ConfigureAwait(false);
            return new AssessmentRun(
                asOf,
                customers,
                written,
                removed,
                [.. counts.Select(count => new StageTierCount(count.Key.Item1, count.Key.Item2, count.Value))],
                ranked.Concentration,
                ranked.EstablishedShare,
                [.. kinds.UnknownCodes]);
        }
    }

    private static CustomerAssessment Complete(CustomerAssessment assessment, RankedBase ranked) => assessment with
    {
        Rfm = ranked.Rfm.Score(assessment.Figures),
        Tier = ranked.Tiers.Assign(assessment.Customer, assessment.Value.Total.Amount),
    };

    private IEnumerable<IDomainEvent> Changes(Snapshot<CustomerAssessment> before, Snapshot<CustomerAssessment> after)
    {
        var (old, now) = (before.Content, after.Content);
        if (old.Stage != now.Stage)
        {
            var effects = assessor.Lifecycle.EntryEffects.GetValueOrDefault(now.Stage, []);
            yield return new LifecycleStageChanged(now.Customer, old.Stage, now.Stage, now.StageSince, now.StageReason, effects);
        }

        if (old.Tier?.Tier != now.Tier?.Tier)
        {
            yield return new ValueTierChanged(now.Customer, old.Tier?.Tier, now.Tier?.Tier, after.AsOf, now.Tier?.Reason);
        }
    }
}
