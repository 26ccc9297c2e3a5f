using AutoCrm.Assessment;
using AutoCrm.SharedKernel;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Finds customers by looking at every assessment.</summary>
internal sealed class MemoryAssessmentQueries(MemoryStore store, AssessmentDefinitions definitions) : IAssessmentQueries
{
    public Task<Page<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Task.FromResult(query.CreatePage(
            [.. query.Apply(definitions, store.State.Assessments.Values).Select(known => definitions.Read(known.Stored))], assessment => assessment.ReadColumn(query.Order!)));
    }

    public Task<IReadOnlyList<AssessmentCount>> CountAsync(IReadOnlyList<AssessmentColumn> columns, CancellationToken cancellationToken = default) =>
        Task.FromResult(AssessmentCount.Count(definitions, columns, store.State.Assessments.Values));
}
