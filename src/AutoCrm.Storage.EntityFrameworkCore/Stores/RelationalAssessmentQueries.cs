using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Finds customers by the columns of their assessments.</summary>
internal sealed class RelationalAssessmentQueries(RelationalDatabase database, AssessmentDefinitions definitions) : IAssessmentQueries
{
    public async Task<IReadOnlyList<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var values = new List<object>();
        var where = string.Join(" AND ", query.Criteria.Select(criterion => Write(criterion, values)));
        var order = query.Order is { } column ? $"{NameOf(column)} {(query.IsDescending ? "DESC" : "ASC")} NULLS LAST, " : "";
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var select = session.Prepare(
            $"SELECT {AssessmentTable.Columns} FROM assessments{(where.Length == 0 ? "" : $" WHERE {where}")} ORDER BY {order}customer_id LIMIT ${values.Count + 1}");
        for (var i = 0; i < values.Count; i++)
        {
            select.BindColumn(i + 1, values[i]);
        }

        select.Bind(values.Count + 1, (long)query.Limit);
        var found = new List<CustomerAssessment>();
        while (select.Read())
        {
            found.Add(definitions.Read(AssessmentTable.Read(select)));
        }

        return found;
    }

    public async Task<IReadOnlyList<AssessmentCount>> CountAsync(IReadOnlyList<AssessmentColumn> columns, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count);
        var names = columns.Select(NameOf).ToList();
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var select = session.Prepare(
            $"SELECT {string.Join(", ", names)}, count(*) FROM assessments GROUP BY {string.Join(", ", names)} " +
            $"ORDER BY {string.Join(", ", names.Select(name => $"{name} NULLS LAST"))}");
        var counts = new List<AssessmentCount>();
        while (select.Read())
        {
            counts.Add(new AssessmentCount([.. columns.Select((column, i) => select.Column(i, column.Type))], (int)select.Int64(columns.Count)));
        }

        return counts;
    }

    /// <summary>Writes a criterion. A missing value is equal to a missing one and to no other, as in memory.</summary>
    private string Write(Criterion criterion, List<object> values)
    {
        var name = NameOf(criterion.Column);
        if (criterion.Value is not { } value)
        {
            return criterion.Comparison == Comparison.Equal ? $"{name} IS NULL" : $"{name} IS NOT NULL";
        }

        values.Add(value);
        return criterion.Comparison switch
        {
            Comparison.Equal => $"{name} = ${values.Count}",
            Comparison.NotEqual => $"({name} IS NULL OR {name} <> ${values.Count})",
            Comparison.Less => $"{name} < ${values.Count}",
            Comparison.LessOrEqual => $"{name} <= ${values.Count}",
            Comparison.Greater => $"{name} > ${values.Count}",
            _ => $"{name} >= ${values.Count}",
        };
    }

    private string NameOf(AssessmentColumn column) => Parameters.Quote(definitions.Columns[definitions.IndexOf(column)].Name);
}
