using AutoCrm.Assessment;
using AutoCrm.Timeline;

namespace CustomAdapter.Stores;

/// <summary>Finds customers by reading every assessment.</summary>
internal sealed class JsonAssessmentQueries(IAssessmentStore store, AssessmentDefinitions definitions) : IAssessmentQueries
{
    public async Task<IReadOnlyList<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var all = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return [.. query.Apply(definitions, all, known => known.Columns).Select(known => known.Assessment)];
    }

    public async Task<IReadOnlyList<AssessmentCount>> CountAsync(IReadOnlyList<AssessmentColumn> columns, CancellationToken cancellationToken = default)
    {
        var all = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return AssessmentCount.Count(definitions, columns, all.Select(known => known.Columns));
    }

    private async Task<List<(CustomerAssessment Assessment, IReadOnlyList<object?> Columns)>> ReadAsync(CancellationToken cancellationToken)
    {
        var all = new List<(CustomerAssessment, IReadOnlyList<object?>)>();
        await foreach (var stored in store.StreamAsync(CustomerRange.All, cancellationToken).ConfigureAwait(false))
        {
            var assessment = definitions.Read(stored);
            all.Add((assessment, definitions.ReadColumns(assessment)));
        }

        return all;
    }
}
