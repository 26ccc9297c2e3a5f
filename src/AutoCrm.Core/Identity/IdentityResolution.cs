using System.Diagnostics;
using System.Runtime.CompilerServices;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Identity;

/// <inheritdoc cref="IIdentityResolution"/>
internal sealed class IdentityResolution(
    ISourceRecordStore records,
    ITimeline timeline,
    ILineage lineage,
    IIdentityBulkStore store,
    ICustomerMatcher matcher,
    ISurvivorship survivorship,
    MessageDefinitions messages,
    Loggers loggers,
    IClock clock) : IIdentityResolution
{
    private const int BatchSize = 2_000;

    /// <inheritdoc/>
    public async Task<IdentityRun> ResolveAsync(
        BulkMessages publish = BulkMessages.Known, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        using var activity = Telemetry.Source.StartActivity(AutoCrmTelemetry.Activities.Resolve);
        var timestamp = Stopwatch.GetTimestamp();
        var population = new RecordPopulation();

        // Of two hosts that resolve at once the second reads what the first has decided, and decides it no second time.
        var transaction = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var (clusters, links) = await ClusterAsync(population, cancellationToken).ConfigureAwait(false);
            var now = clock.GetCurrentInstant();
            var decisions = new ClusterDecisions(population, clusters, links, matcher.Name, now);
            foreach (var batch in decisions.Decide().Chunk(BatchSize))
            {
                await transaction.AssignAsync([.. batch.SelectMany(decision => decision.Assignments)], cancellationToken).ConfigureAwait(false);
                await transaction.AppendAsync([.. batch.SelectMany(decision => decision.Lineage)], cancellationToken).ConfigureAwait(false);
                await PublishAsync(transaction, batch.SelectMany(decision => decision.ListMessages(publish, now)), cancellationToken).ConfigureAwait(false);
            }

            var described = await DescribeAsync(transaction, publish, progress, cancellationToken).ConfigureAwait(false);
            var run = new IdentityRun(population.Count, decisions.Customers, decisions.Assigned, decisions.Links, decisions.Merges, described);
            if (!run.ChangedNothing)
            {
                var summary = new BaseResolved(run.Records, run.Customers, run.Assigned, run.Links, run.Merges, run.Described, now);
                await PublishAsync(transaction, [summary], cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            Observe(run, activity, Telemetry.SecondsSince(timestamp));
            return run;
        }
    }

    private void Observe(IdentityRun run, Activity? activity, double seconds)
    {
        activity?.SetTag(AutoCrmTelemetry.Tags.Records, run.Records).SetTag(AutoCrmTelemetry.Tags.Customers, run.Customers).SetTag(AutoCrmTelemetry.Tags.Merges, run.Merges);
        Telemetry.ResolveDuration.Record(seconds);
        Telemetry.Merges.Add(run.Merges);
        loggers.Identity.BaseResolved(run.Records, run.Customers, seconds, run.Assigned, run.Merges, run.Described);
    }

    private async Task PublishAsync(IIdentityTransaction transaction, IEnumerable<IDomainEvent> events, CancellationToken cancellationToken)
    {
        IReadOnlyList<OutboxMessage> published = [.. events.Select(messages.Create)];
        if (published.Count > 0)
        {
            await transaction.PublishAsync(published, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Matches all records and clusters them. The working data of the matcher is released on return.</summary>
    private async Task<(Clusters Clusters, List<Link> Links)> ClusterAsync(RecordPopulation population, CancellationToken cancellationToken)
    {
        var links = new List<Link>();
        var matches = matcher.MatchAsync(
            Collect(population, cancellationToken), timeline.StreamSightingsAsync(cancellationToken), cancellationToken);
        Clusters? clusters = null;
        await foreach (var match in matches.ConfigureAwait(false))
        {
            clusters ??= await BeginAsync(population, cancellationToken).ConfigureAwait(false);
            var (left, right) = (population[match.Left], population[match.Right]);
            if (clusters.Join(left, right))
            {
                links.Add(new Link(left, right, match.Score, match.Reason));
            }
        }

        return (clusters ?? await BeginAsync(population, cancellationToken).ConfigureAwait(false), links);
    }

    private async IAsyncEnumerable<SourceRecord> Collect(
        RecordPopulation population, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (record, customer) in records.StreamAsync(cancellationToken).ConfigureAwait(false))
        {
            population.Add(record, customer);
            yield return record;
        }
    }

    /// <summary>Applies the constraints that precede matching: records stay with their customer, and records separated by staff are never joined.</summary>
    private async Task<Clusters> BeginAsync(RecordPopulation population, CancellationToken cancellationToken)
    {
        var clusters = new Clusters(population.Count);
        var firstOf = new Dictionary<Id<Customer>, int>();
        for (var record = 0; record < population.Count; record++)
        {
            if (population.CustomerOf(record) is { } customer && !firstOf.TryAdd(customer, record))
            {
                clusters.Join(firstOf[customer], record);
            }
        }

        foreach (var separation in await lineage.ListCannotLinkAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await lineage.ResolveIdAsync(separation.Customer, cancellationToken).ConfigureAwait(false) is { } one
                && separation.Other is { } other
                && await lineage.ResolveIdAsync(other, cancellationToken).ConfigureAwait(false) is { } another
                && firstOf.TryGetValue(one, out var left)
                && firstOf.TryGetValue(another, out var right))
            {
                clusters.AddCannotLink(left, right);
            }
        }

        return clusters;
    }

    private async Task<long> DescribeAsync(
        IIdentityTransaction transaction, BulkMessages publish, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var batch = new List<(Id<Customer>, GoldenRecord)>(BatchSize);
        long described = 0;
        await foreach (var customer in transaction.StreamStaleAsync(cancellationToken).ConfigureAwait(false))
        {
            batch.Add((customer.Customer, survivorship.GetGoldenRecord(customer.Records, customer.Consents)));
            if (batch.Count == BatchSize)
            {
                described += await FlushAsync().ConfigureAwait(false);
            }
        }

        return described + await FlushAsync().ConfigureAwait(false);

        async Task<int> FlushAsync()
        {
            var applied = await transaction.ApplyAsync(batch, cancellationToken).ConfigureAwait(false);
            var events = applied.Where(one => publish == BulkMessages.All || (publish == BulkMessages.Known && !one.IsNew)).SelectMany(one => one.Events);
            await PublishAsync(transaction, events, cancellationToken).ConfigureAwait(false);
            var count = batch.Count;
            batch.Clear();
            progress?.Report(described + count);
            return count;
        }
    }
}

/// <summary>The results of a run of identity resolution.</summary>
/// <param name="Records">The number of source records.</param>
/// <param name="Customers">The number of customers.</param>
/// <param name="Assigned">The number of records assigned to a customer, or reassigned.</param>
/// <param name="Links">The number of customers with several records that were formed or extended.</param>
/// <param name="Merges">The number of customers merged into another.</param>
/// <param name="Described">The number of golden records stored.</param>
public sealed record IdentityRun(int Records, int Customers, int Assigned, int Links, int Merges, long Described)
{
    /// <summary>Whether the run changed nothing.</summary>
    public bool ChangedNothing => Assigned == 0 && Described == 0;
}
