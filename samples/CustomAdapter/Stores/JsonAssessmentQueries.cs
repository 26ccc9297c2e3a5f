using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace CustomAdapter.Stores;

/// <summary>Finds customers by reading every latest snapshot.</summary>
internal sealed class JsonAssessmentQueries(ISnapshotStore<CustomerAssessment> snapshots) : IAssessmentQueries
{
    public async Task<IReadOnlyList<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var all = await LatestAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. all.Where(assessment => query.Stage is null || assessment.Stage == query.Stage)
                .Where(assessment => query.Tier is null || assessment.Tier?.Tier == query.Tier)
                .OrderByDescending(assessment => assessment.Value.Total.Amount)
                .ThenBy(assessment => assessment.Customer)
                .Take(query.Limit),
        ];
    }

    public async Task<IReadOnlyList<StageTierCount>> CountAsync(CancellationToken cancellationToken = default)
    {
        var all = await LatestAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. all.CountBy(assessment => (assessment.Stage, assessment.Tier?.Tier))
                .Select(standing => new StageTierCount(standing.Key.Stage, standing.Key.Tier, standing.Value)),
        ];
    }

    private async Task<List<CustomerAssessment>> LatestAsync(CancellationToken cancellationToken)
    {
        var all = new List<CustomerAssessment>();
        await foreach (var snapshot in snapshots.StreamAsync(CustomerRange.All, cancellationToken).ConfigureAwait(false))
        {
            all.Add(snapshot.Content);
        }

        return all;
    }
}
