using AutoCrm.Assessment;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Finds customers by the columns of their assessments.</summary>
internal sealed class RelationalAssessmentQueries(RelationalDatabase database, AssessmentDefinitions definitions) : IAssessmentQueries
{
    public async Task<Page<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var found = await database.ReadAsync(session => FindAsync(session, query), cancellationToken).ConfigureAwait(false);
        return query.CreatePage(found, assessment => assessment.ReadColumn(query.Order!));
    }

    public Task<IReadOnlyList<AssessmentCount>> CountAsync(IReadOnlyList<AssessmentColumn> columns, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count);
        return database.ReadAsync(session => CountAsync(session, columns), cancellationToken);
    }

    private async ValueTask<List<CustomerAssessment>> FindAsync(StoreSession session, AssessmentQuery query)
    {
        var found = new List<CustomerAssessment>();
        foreach (var part in ListParts(query))
        {
            if (found.Count <= query.Limit)
            {
                await ReadAsync(session, query, part, query.Limit + 1 - found.Count, found).ConfigureAwait(false);
            }
        }

        return found;
    }

    private async ValueTask<IReadOnlyList<AssessmentCount>> CountAsync(StoreSession session, IReadOnlyList<AssessmentColumn> columns)
    {
        var names = columns.Select(NameOf).ToList();
        var select = session.Prepare(
            $"SELECT {string.Join(", ", names)}, count(*) FROM assessments GROUP BY {string.Join(", ", names)} " +
            $"ORDER BY {string.Join(", ", names.Select(name => $"{name} NULLS LAST"))}");
        var counts = new List<AssessmentCount>();
        while (await select.ReadAsync().ConfigureAwait(false))
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

    /// <summary>
    /// The parts of a list, one after the other: those with a value of the order, which an index gives in that order, and those without. A part that comes
    /// before the position is left out.
    /// </summary>
    private IEnumerable<ListPart> ListParts(AssessmentQuery query)
    {
        var (order, position) = (query.Order, query.Position);
        if (order is null)
        {
            yield return position is null ? new ListPart("", []) : new ListPart("customer_id > ?", [position.Customer.Value]);
            yield break;
        }

        var name = NameOf(order);
        if (position is null)
        {
            yield return new ListPart($"{name} IS NOT NULL", []);
        }
        else if (position.Value is { } value)
        {
            // The first comparison is what an index needs; the others pass over what has the same value and comes before.
            var (from, beyond) = query.IsDescending ? ("<=", "<") : (">=", ">");
            yield return new ListPart($"{name} {from} ? AND ({name} {beyond} ? OR customer_id > ?)", [value, value, position.Customer.Value]);
        }

        yield return position is { Value: null }
            ? new ListPart($"{name} IS NULL AND customer_id > ?", [position.Customer.Value])
            : new ListPart($"{name} IS NULL", []);
    }

    private async ValueTask ReadAsync(StoreSession session, AssessmentQuery query, ListPart part, int limit, List<CustomerAssessment> found)
    {
        var values = new List<object>();
        List<string> where = [.. query.Criteria.Select(criterion => Write(criterion, values))];
        if (part.Where.Length > 0)
        {
            where.Add(string.Concat(part.Where.Split('?').Select((text, i) => i == 0 ? text : $"${values.Count + i}{text}")));
            values.AddRange(part.Values);
        }

        var order = query.Order is { } column ? $"{NameOf(column)} {(query.IsDescending ? "DESC" : "ASC")}, " : "";
        var select = session.Prepare(
            $"SELECT {AssessmentTable.Columns} FROM assessments{(where.Count == 0 ? "" : $" WHERE {string.Join(" AND ", where)}")} ORDER BY {order}customer_id LIMIT ${values.Count + 1}");
        for (var i = 0; i < values.Count; i++)
        {
            select.BindColumn(i + 1, values[i]);
        }

        select.Bind(values.Count + 1, (long)limit);
        while (await select.ReadAsync().ConfigureAwait(false))
        {
            found.Add(definitions.Read(AssessmentTable.Read(select)));
        }
    }

    private string NameOf(AssessmentColumn column) => Parameters.Quote(definitions.Columns[definitions.IndexOf(column)].Name);

    /// <summary>A part of a list: what its rows meet, with <c>?</c> for each value.</summary>
    private sealed record ListPart(string Where, IReadOnlyList<object> Values);
}
