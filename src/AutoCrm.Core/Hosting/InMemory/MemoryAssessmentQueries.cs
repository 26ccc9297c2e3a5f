using AutoCrm.Assessment;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Finds customers by looking at every latest snapshot.</summary>
internal sealed class MemoryAssessmentQueries(MemoryStore store) : IAssessmentQueries
{
    private IEnumerable<CustomerAssessment> Latest =>
        store.State.SnapshotsOf(typeof(CustomerAssessment)).Values.Select(snapshot => ((Snapshot<CustomerAssessment>)snapshot.Latest).Content);

    public Task<IReadOnlyList<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Task.FromResult<IReadOnlyList<CustomerAssessment>>(
        [
            .. Latest
                .Where(assessment => query.Stage is null || assessment.Stage == query.Stage)
                .Where(assessment => query.Tier is null || assessment.Tier?.Tier == query.Tier)
                .OrderByDescending(assessment => assessment.Value.Total.Amount)
                .ThenBy(assessment => assessment.Customer)
                .Take(query.Limit),
        ]);
    }

    public Task<IReadOnlyList<StageTierCount>> CountAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<StageTierCount>>(
        [
            .. Latest
                .GroupBy(assessment => (assessment.Stage, assessment.Tier?.Tier))
                .OrderBy(standing => standing.Key.Stage.Name, StringComparer.Ordinal)
                .ThenBy(standing => standing.Key.Tier, StringComparer.Ordinal)
                .Select(standing => new StageTierCount(standing.Key.Stage, standing.Key.Tier, standing.Count())),
        ]);
}
