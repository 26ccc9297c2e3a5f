using System.Threading.Channels;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// One run over the base. The workers assess a range of customers each and write sections and messages to a spool; when the base has been ranked, one
/// writer adds the ranked sections and stores what has changed.
/// </summary>
internal sealed class BaseRun(
    IServiceScopeFactory scopes, CustomerAssessor assessor, MessageDefinitions messages, Instant asOf, bool publishesChanges)
{
    private const int BatchSize = 2_000;
    private const int BatchesAhead = 2;

    public async Task<BaseRunResult> RunAsync(
        IReadOnlyList<CustomerRange> ranges, IProgress<AssessmentProgress>? progress, CancellationToken cancellationToken)
    {
        var parts = ranges.Select(range => new AssessedRange(range, assessor)).ToList();
        try
        {
            long assessed = 0;
            await Parallel.ForEachAsync(parts, cancellationToken, async (part, token) => await AssessAsync(part, Report, token).ConfigureAwait(false))
                .ConfigureAwait(false);
            var rankings = Rank(parts);
            var written = await StoreAsync(parts, rankings, count => progress?.Report(new AssessmentProgress(assessed, count)), cancellationToken)
                .ConfigureAwait(false);
            return new BaseRunResult(assessed, written, [.. rankings.Select(ranking => ranking?.Summary).OfType<object>()]);

            void Report(int count)
            {
                var sum = Interlocked.Add(ref assessed, count);
                progress?.Report(new AssessmentProgress(sum, 0));
            }
        }
        finally
        {
            parts.ForEach(part => part.Dispose());
        }
    }

    private PartRanking?[] Rank(List<AssessedRange> parts) =>
    [
        .. assessor.Parts.Select((part, i) => (part as RankedPart)?.Rank(parts.Select(range => range.Measures[i]!), asOf)),
    ];

    /// <summary>Assesses a range. Histories and stored assessments are both read in the order of ids, side by side.</summary>
    private async Task AssessAsync(AssessedRange part, Action<int> report, CancellationToken cancellationToken)
    {
        var unreported = 0;
        using var comparison = new CustomerComparison(assessor, messages, asOf, publishesChanges);
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var timeline = scope.ServiceProvider.GetRequiredService<ITimeline>();
            var stored = scope.ServiceProvider.GetRequiredService<IAssessmentStore>().StreamAsync(part.Range, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (stored.ConfigureAwait(false))
            {
                var hasStored = await stored.MoveNextAsync().ConfigureAwait(false);
                await foreach (var history in timeline.StreamAsync(part.Range, asOf, cancellationToken).ConfigureAwait(false))
                {
                    while (hasStored && stored.Current.Customer.CompareTo(history.Customer) < 0)
                    {
                        hasStored = await stored.MoveNextAsync().ConfigureAwait(false);
                    }

                    var known = hasStored && stored.Current.Customer == history.Customer ? stored.Current : null;
                    part.Add(comparison.Assess(history, known, part.Measures));
                    if (++unreported == BatchSize)
                    {
                        report(unreported);
                        unreported = 0;
                    }
                }
            }
        }

        report(unreported);
    }

    /// <summary>Stores what has changed. The next batches are put together while one is being stored.</summary>
    private async Task<long> StoreAsync(List<AssessedRange> parts, PartRanking?[] rankings, Action<long> report, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<List<AssessmentChange>>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        var completing = Task.Run(() => CompleteAsync(parts, rankings, channel.Writer, stop.Token), CancellationToken.None);
        var scope = scopes.CreateAsyncScope();
        try
        {
            var store = scope.ServiceProvider.GetRequiredService<IAssessmentStore>();
            var written = 0L;
            await foreach (var batch in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var saved = await store.SaveAsync(batch, cancellationToken).ConfigureAwait(false);
                written += saved.Count(isSaved => isSaved);
                for (var i = 0; i < saved.Count; i++)
                {
                    if (!saved[i])
                    {
                        written += await RepeatAsync(scope.ServiceProvider, batch[i], rankings, cancellationToken).ConfigureAwait(false) ? 1 : 0;
                    }
                }

                report(written);
            }

            return written;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await completing.ConfigureAwait(false);
            await scope.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task CompleteAsync(
        List<AssessedRange> parts, PartRanking?[] rankings, ChannelWriter<List<AssessmentChange>> batches, CancellationToken cancellationToken)
    {
        try
        {
            using var comparison = new CustomerComparison(assessor, messages, asOf, publishesChanges);
            var batch = new List<AssessmentChange>(BatchSize);
            foreach (var part in parts)
            {
                foreach (var (index, own) in part.ReadAll(assessor.Definitions).Index())
                {
                    if (comparison.Complete(own, part.Measures, index, rankings) is { } change)
                    {
                        batch.Add(change);
                    }

                    if (batch.Count == BatchSize)
                    {
                        await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                        batch = new List<AssessmentChange>(BatchSize);
                    }
                }
            }

            if (batch.Count > 0)
            {
                await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }

            batches.Complete();
        }
#pragma warning disable CA1031 // Every exception is rethrown to the consumer of the batches.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            batches.Complete(exception);
        }
    }

    /// <summary>Assesses a customer again that another run has assessed meanwhile, and stores it after that one.</summary>
    /// <returns>Whether it was stored; <see langword="false"/> where the other run found the same, or the customer is gone.</returns>
    private async Task<bool> RepeatAsync(
        IServiceProvider services, AssessmentChange lost, PartRanking?[] rankings, CancellationToken cancellationToken)
    {
        var (timeline, store) = (services.GetRequiredService<ITimeline>(), services.GetRequiredService<IAssessmentStore>());
        using var comparison = new CustomerComparison(assessor, messages, asOf, publishesChanges);
        while (await timeline.ReadAsync(lost.Customer, asOf, null, cancellationToken).ConfigureAwait(false) is { } history && history.Customer == lost.Customer)
        {
            var measures = assessor.Parts.Select(part => (part as RankedPart)?.CreateMeasures()).ToArray();
            var own = comparison.Assess(history, await store.FindAsync(lost.Customer, cancellationToken).ConfigureAwait(false), measures);
            if (comparison.Complete(own, measures, 0, rankings) is not { } change)
            {
                return false;
            }

            if ((await store.SaveAsync([change], cancellationToken).ConfigureAwait(false))[0])
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What a run over the base has done.</summary>
internal sealed record BaseRunResult(long Customers, long Written, IReadOnlyList<object> Summaries);
