namespace AutoCrm.SharedKernel.Specifications;

/// <summary>Applies the conditions of a specification.</summary>
public class WhereEvaluator : IEvaluator, IInMemoryEvaluator
{
    private WhereEvaluator()
    {
    }

    /// <summary>The evaluator; it has no state.</summary>
    public static WhereEvaluator Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsCriteriaEvaluator => true;

    /// <inheritdoc/>
    public IQueryable<T> GetQuery<T>(IQueryable<T> query, ISpecification<T> specification)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(specification);
        return specification.WhereExpressions.Aggregate(query, (narrowed, condition) => narrowed.Where(condition.Filter));
    }

    /// <inheritdoc/>
    public IEnumerable<T> Evaluate<T>(IEnumerable<T> query, ISpecification<T> specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return specification.WhereExpressions.Aggregate(query, (narrowed, condition) => narrowed.Where(condition.FilterFunc));
    }
}
