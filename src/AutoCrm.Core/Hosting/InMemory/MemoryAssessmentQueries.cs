using AutoCrm.Assessment;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Finds customers by looking at every assessment.</summary>
internal sealed class MemoryAssessmentQueries(MemoryStore store, AssessmentDefinitions definitions) : IAssessmentQueries
{
    public Task<IReadOnlyList<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Task.FromResult<IReadOnlyList<CustomerAssessment>>(
            [.. query.Apply(definitions, store.State.Assessments.Values).Select(known => definitions.Read(known.Stored))]);
    }

    public Task<IReadOnlyList<AssessmentCount>> CountAsync(IReadOnlyList<AssessmentColumn> columns, CancellationToken cancellationToken = default) =>
        Task.FromResult(AssessmentCount.Count(definitions, columns, store.State.Assessments.Values));
}
