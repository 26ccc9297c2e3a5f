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

    /// <summary>The maximum number of customers of a page, at least 1. The default is 100.</summary>
    public int Limit { get; private init; } = 100;

    /// <summary>The last customer of the page before; <see langword="null"/> = the list begins.</summary>
    public AssessmentPosition? Position { get; private init; }

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

        return With(criteria: [.. Criteria, new Criterion(column, comparison, stored)]);
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
        return With(limit: limit);
    }

    /// <summary>The page that follows one with these criteria and this order.</summary>
    /// <param name="next"><see cref="Page{T}.Next"/> of that page; <see langword="null"/> = the first page.</param>
    /// <exception cref="ArgumentException">It is of another list.</exception>
    public AssessmentQuery After(string? next) => With(position: next is null ? null : AssessmentPosition.Read(this, next), isPositioned: true);

    /// <summary>The page of assessments that were found, for authors of stores.</summary>
    /// <param name="found">Up to one more than <see cref="Limit"/>, by which is known whether there is a next page.</param>
    /// <param name="order">The value of <see cref="Order"/> of an assessment.</param>
    public Page<CustomerAssessment> CreatePage(IReadOnlyList<CustomerAssessment> found, Func<CustomerAssessment, object?> order)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(order);
        return found.Count <= Limit
            ? new Page<CustomerAssessment>(found, null)
            : new Page<CustomerAssessment>(
                [.. found.Take(Limit)], new AssessmentPosition(Order is null ? null : order(found[Limit - 1]), found[Limit - 1].Customer).Write(this));
    }

    /// <summary>Answers the query by looking at every assessment; for stores that have no better way.</summary>
    /// <param name="definitions">The sections of the host.</param>
    /// <param name="assessments">All assessments, ordered by customer id.</param>
    /// <returns>Up to one more than <see cref="Limit"/>, as <see cref="CreatePage"/> takes them.</returns>
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

        if (Position is { } position)
        {
            var index = Order is null ? -1 : definitions.IndexOf(Order);
            found = found.Where(assessment => position.IsBefore(this, index < 0 ? null : assessment.Columns[index], assessment.Stored.Customer));
        }

        return found.Take(Limit + 1);
    }

    private AssessmentQuery With(IReadOnlyList<Criterion>? criteria = null, int? limit = null, AssessmentPosition? position = null, bool isPositioned = false) => new()
    {
        Criteria = criteria ?? Criteria,
        Order = Order,
        IsDescending = IsDescending,
        Limit = limit ?? Limit,
        Position = isPositioned ? position : Position,
    };

    /// <summary>Compares two values of the order as the list does: missing values come last.</summary>
    internal int Compare(object? left, object? right) =>
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
