using AutoCrm.Assessment;
using AutoCrm.Lifecycle;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Finds customers by the columns of their assessments.</summary>
internal sealed class RelationalAssessmentQueries(RelationalDatabase database) : IAssessmentQueries
{
    public async Task<IReadOnlyList<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var criteria = new List<(string Column, string Value)>();
        if (query.Stage is { } stage)
        {
            criteria.Add(("stage", stage.Name));
        }

        if (query.Tier is { } tier)
        {
            criteria.Add(("tier", tier));
        }

        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var where = string.Join(" AND ", criteria.Select((criterion, i) => $"{criterion.Column} = ${i + 1}"));
        var select = session.Prepare(
            $"SELECT content FROM assessments{(where.Length == 0 ? "" : $" WHERE {where}")} ORDER BY value DESC, customer_id LIMIT ${criteria.Count + 1}");
        for (var i = 0; i < criteria.Count; i++)
        {
            select.BindText(i + 1, criteria[i].Value);
        }

        select.Bind(criteria.Count + 1, (long)query.Limit);
        var found = new List<CustomerAssessment>();
        while (select.Read())
        {
            found.Add(SnapshotJson.Read<CustomerAssessment>(select.Text(0)));
        }

        return found;
    }

    public async Task<IReadOnlyList<StageTierCount>> CountAsync(CancellationToken cancellationToken = default)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var select = session.Prepare("SELECT stage, tier, count(*) FROM assessments GROUP BY stage, tier ORDER BY stage, tier");
        var counts = new List<StageTierCount>();
        while (select.Read())
        {
            counts.Add(new StageTierCount(new Stage(select.Text(0)), select.TextOrNull(1), (int)select.Int64(2)));
        }

        return counts;
    }
}
