using AutoCrm.SharedKernel;

namespace AutoCrm.Assessment;

/// <summary>Which customers to find by their latest assessments. Immutable: each method returns another query.</summary>
public sealed class AssessmentQuery
{
    private AssessmentQuery()
    {
    }

    /// <summary>All customers, the lowest id first, at most 100.</summary>
    public static AssessmentQuery All { get; } = new();

    /// <summary>The criteria, all of which a customer meets.</summary>
    public IReadOnlyList<Criterion> Criteria { get; private init; } = [];

    /// <summary>The column by which customers are ordered; <see langword="null"/> = by id.</summary>
    public AssessmentColumn? Order { get; private init; }

    /// <summary>Whether the highest value comes first.</summary>
    public bool IsDescending { get; private init; }

    /// <summary>The maximum number of customers, at least 1. The default is 100.</summary>
    public int Limit { get; private init; } = 100;

    /// <summary>Those whose value is this one; <see langword="null"/> = is missing.</summary>
    public AssessmentQuery Where<TKey>(AssessmentColumn<TKey> column, TKey value) => Where(column, Comparison.Equal, value);

    /// <summary>Those whose value compares so with this one. A missing value is not equal to any, and neither less nor greater.</summary>
    /// <exception cref="ArgumentException">The value is missing, and the comparison is not for equality.</exception>
    public AssessmentQuery Where<TKey>(AssessmentColumn<TKey> column, Comparison comparison, TKey value)
    {
        ArgumentNullException.ThrowIfNull(column);
        var stored = ColumnValue.Of(value);
        if (stored is null && comparison is not (Comparison.Equal or Comparison.NotEqual))
        {
            throw new ArgumentException($"{column} cannot be compared with a missing value; expected a value, or a comparison for equality.", nameof(value));
        }

        return new AssessmentQuery { Criteria = [.. Criteria, new Criterion(column, comparison, stored)], Order = Order, IsDescending = IsDescending, Limit = Limit };
    }

    /// <summary>Orders by a column, the lowest value first.</summary>
    public AssessmentQuery OrderBy(AssessmentColumn column) => new() { Criteria = Criteria, Order = column, Limit = Limit };

    /// <summary>Orders by a column, the highest value first.</summary>
    public AssessmentQuery OrderByDescending(AssessmentColumn column) => new() { Criteria = Criteria, Order = column, IsDescending = true, Limit = Limit };

    /// <summary>At most this number of customers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public AssessmentQuery Take(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new AssessmentQuery { Criteria = Criteria, Order = Order, IsDescending = IsDescending, Limit = limit };
    }

    /// <summary>Answers the query by looking at every assessment; for stores that have no better way.</summary>
    /// <param name="definitions">The sections of the host.</param>
    /// <param name="assessments">All assessments, ordered by customer id.</param>
    /// <exception cref="InvalidOperationException">A column is of a section that is not registered.</exception>
    public IEnumerable<IndexedAssessment> Apply(AssessmentDefinitions definitions, IEnumerable<IndexedAssessment> assessments)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var criteria = Criteria.Select(criterion => (Criterion: criterion, Index: definitions.IndexOf(criterion.Column))).ToList();
        var found = assessments.Where(assessment => criteria.TrueForAll(part => part.Criterion.IsMetBy(assessment.Columns[part.Index])));
        if (Order is { } order)
        {
            var index = definitions.IndexOf(order);
            found = found.Order(Comparer<IndexedAssessment>.Create((left, right) => Compare(left.Columns[index], right.Columns[index])));
        }

        return found.Take(Limit);
    }

    private int Compare(object? left, object? right) =>
        IsDescending && left is not null && right is not null ? ColumnValue.Compare(right, left) : ColumnValue.Compare(left, right);
}

/// <summary>How a value compares with another.</summary>
public enum Comparison
{
    /// <summary>It is the same.</summary>
    Equal,

    /// <summary>It is another one; a missing value is another than any that is not missing.</summary>
    NotEqual,

    /// <summary>It is less.</summary>
    Less,

    /// <summary>It is less or the same.</summary>
    LessOrEqual,

    /// <summary>It is greater.</summary>
    Greater,

    /// <summary>It is greater or the same.</summary>
    GreaterOrEqual,
}

/// <summary>A criterion of a query.</summary>
/// <param name="Column">The column.</param>
/// <param name="Comparison">How its value compares.</param>
/// <param name="Value">With which value, as <see cref="AssessmentColumn.Read"/> gives it; <see langword="null"/> = missing.</param>
public sealed record Criterion(AssessmentColumn Column, Comparison Comparison, object? Value)
{
    /// <summary>Whether a value, as <see cref="AssessmentColumn.Read"/> gives it, meets the criterion; for stores that compare in memory.</summary>
    public bool IsMetBy(object? value) => Comparison switch
    {
        Comparison.Equal => Equals(value, Value),
        Comparison.NotEqual => !Equals(value, Value),
        _ when value is null => false,
        Comparison.Less => ColumnValue.Compare(value, Value) < 0,
        Comparison.LessOrEqual => ColumnValue.Compare(value, Value) <= 0,
        Comparison.Greater => ColumnValue.Compare(value, Value) > 0,
        _ => ColumnValue.Compare(value, Value) >= 0,
    };
}
