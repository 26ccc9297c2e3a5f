using AutoCrm.SharedKernel;

namespace AutoCrm.Assessment;

/// <summary>Finds customers by the declared columns of their latest assessments.</summary>
public interface IAssessmentQueries
{
    /// <summary>Lists the matching customers in the order of the query; of equal ones the lower id first. Missing values come last.</summary>
    /// <returns>A page; the next one is asked for with <see cref="AssessmentQuery.After"/>.</returns>
    /// <exception cref="InvalidOperationException">A column is of a section that is not registered.</exception>
    Task<Page<CustomerAssessment>> ListAsync(AssessmentQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts the customers for each combination of values of these columns, in the order of the values. Combinations without customers are left out.
    /// </summary>
    /// <param name="columns">The columns, at least one.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="InvalidOperationException">A column is of a section that is not registered.</exception>
    Task<IReadOnlyList<AssessmentCount>> CountAsync(IReadOnlyList<AssessmentColumn> columns, CancellationToken cancellationToken = default);
}

/// <summary>The number of customers with the same values.</summary>
/// <param name="Values">The values of the columns that were asked for, in their order, as <see cref="AssessmentColumn.Read"/> gives them.</param>
/// <param name="Customers">The number of customers.</param>
public sealed record AssessmentCount(IReadOnlyList<object?> Values, int Customers)
{
    /// <summary>Counts by looking at every assessment; for stores that have no better way.</summary>
    /// <param name="definitions">The sections of the host.</param>
    /// <param name="by">The columns to count by, at least one.</param>
    /// <param name="assessments">All assessments.</param>
    /// <exception cref="InvalidOperationException">A column is of a section that is not registered.</exception>
    public static IReadOnlyList<AssessmentCount> Count(
        AssessmentDefinitions definitions, IReadOnlyList<AssessmentColumn> by, IEnumerable<IndexedAssessment> assessments)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentOutOfRangeException.ThrowIfZero(by.Count);
        var indexes = by.Select(definitions.IndexOf).ToArray();
        return
        [
            .. assessments.Select(assessment => indexes.Select(index => assessment.Columns[index]).ToArray())
                .GroupBy(values => values, new SameValues())
                .Select(same => new AssessmentCount(same.Key, same.Count()))
                .Order(Comparer<AssessmentCount>.Create((left, right) => CompareAll(left.Values, right.Values))),
        ];
    }

    private static int CompareAll(IReadOnlyList<object?> left, IReadOnlyList<object?> right)
    {
        for (var i = 0; i < left.Count; i++)
        {
            if (ColumnValue.Compare(left[i], right[i]) is not 0 and var order)
            {
                return order;
            }
        }

        return 0;
    }

    private sealed class SameValues : IEqualityComparer<object?[]>
    {
        public bool Equals(object?[]? x, object?[]? y) => x!.SequenceEqual(y!);

        public int GetHashCode(object?[] values)
        {
            var hash = new HashCode();
            foreach (var value in values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
