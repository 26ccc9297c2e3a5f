namespace AutoCrm.SharedKernel.Specifications;

/// <summary>Puts a specification on a query of any LINQ provider, one evaluator after the other.</summary>
public class SpecificationEvaluator : ISpecificationEvaluator
{
    /// <summary>Makes the evaluator of conditions, order, <c>Skip</c> and <c>Take</c>.</summary>
    public SpecificationEvaluator()
        : this([WhereEvaluator.Instance, OrderEvaluator.Instance, PaginationEvaluator.Instance])
    {
    }

    /// <summary>Makes an evaluator of others, which are applied in their order.</summary>
    /// <param name="evaluators">One for each kind of clause.</param>
    public SpecificationEvaluator(IEnumerable<IEvaluator> evaluators) => Evaluators = [.. evaluators];

    /// <summary>The evaluator of conditions, order, <c>Skip</c> and <c>Take</c>.</summary>
    public static SpecificationEvaluator Default { get; } = new();

    /// <summary>What is applied, in this order.</summary>
    protected List<IEvaluator> Evaluators { get; }

    /// <inheritdoc/>
    public virtual IQueryable<TResult> GetQuery<T, TResult>(IQueryable<T> inputQuery, ISpecification<T, TResult> specification)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(specification);
        var selector = specification.Selector ?? throw new SelectorNotFoundException();
        return GetQuery(inputQuery, (ISpecification<T>)specification).Select(selector);
    }

    /// <inheritdoc/>
    public virtual IQueryable<T> GetQuery<T>(IQueryable<T> inputQuery, ISpecification<T> specification, bool evaluateCriteriaOnly = false)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(specification);
        return Evaluators
            .Where(evaluator => evaluator.IsCriteriaEvaluator || !evaluateCriteriaOnly)
            .Aggregate(inputQuery, (query, evaluator) => evaluator.GetQuery(query, specification));
    }
}
