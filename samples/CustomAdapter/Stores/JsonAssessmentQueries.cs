using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace CustomAdapter.Stores;

/// <summary>Finds customers by reading every assessment.</summary>
internal sealed class JsonAssessmentQueries(IAssessmentStore store, AssessmentDefinitions definitions) : IAssessmentQueries
{
    public async Task<Page<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var all = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return query.CreatePage(
            [.. query.Apply(definitions, all).Select(known => definitions.Read(known.Stored))], assessment => assessment.ReadColumn(query.Order!));
    }

    public async Task<IReadOnlyList<AssessmentCount>> CountAsync(IReadOnlyList<AssessmentColumn> columns, CancellationToken cancellationToken = default)
    {
        var all = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return AssessmentCount.Count(definitions, columns, all);
    }

    private async Task<List<IndexedAssessment>> ReadAsync(CancellationToken cancellationToken)
    {
        var all = new List<IndexedAssessment>();
        await foreach (var stored in store.StreamAsync(CustomerRange.All, cancellationToken).ConfigureAwait(false))
        {
            all.Add(new IndexedAssessment(stored, definitions.ReadColumns(definitions.Read(stored))));
        }

        return all;
    }
}
