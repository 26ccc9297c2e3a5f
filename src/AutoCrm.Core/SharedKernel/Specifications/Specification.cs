using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <summary>
/// The base of named specifications. A derived class states its query in the constructor:
/// <c>Query.Where(…).OrderBy(…).Skip(…).Take(…)</c>.
/// </summary>
/// <typeparam name="T">The aggregate.</typeparam>
public abstract class Specification<T> : ISpecification<T>
{
    private readonly List<WhereExpressionInfo<T>> where = [];
    private readonly List<OrderExpressionInfo<T>> order = [];
    private readonly List<LambdaExpression> include = [];

    /// <inheritdoc/>
    public ISpecificationBuilder<T> Query => new SpecificationBuilder<T>(this);

    /// <inheritdoc/>
    public IEnumerable<WhereExpressionInfo<T>> WhereExpressions => where;

    /// <inheritdoc/>
    public IEnumerable<OrderExpressionInfo<T>> OrderExpressions => order;

    /// <inheritdoc/>
    public IEnumerable<LambdaExpression> IncludeExpressions => include;

    /// <inheritdoc/>
    public int Skip { get; internal set; } = -1;

    /// <inheritdoc/>
    public int Take { get; internal set; } = -1;

    /// <inheritdoc/>
    public bool AsNoTracking { get; internal set; }

    /// <inheritdoc/>
    public virtual IEnumerable<T> Evaluate(IEnumerable<T> entities) => InMemorySpecificationEvaluator.Default.Evaluate(entities, this);

    /// <inheritdoc/>
    public virtual bool IsSatisfiedBy(T entity) => where.TrueForAll(condition => condition.FilterFunc(entity));

    internal void Add(WhereExpressionInfo<T> condition) => where.Add(condition);

    internal void Add(OrderExpressionInfo<T> key) => order.Add(key);

    internal void Add(LambdaExpression part) => include.Add(part);
}

/// <summary>The base of named specifications that select something of each aggregate, which they state last: <c>Query.Where(…).Select(…)</c>.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <typeparam name="TResult">What is selected.</typeparam>
public abstract class Specification<T, TResult> : Specification<T>, ISpecification<T, TResult>
{
    /// <inheritdoc/>
    public new ISpecificationBuilder<T, TResult> Query => new SpecificationBuilder<T, TResult>(this);

    /// <inheritdoc/>
    public Expression<Func<T, TResult>>? Selector { get; internal set; }

    /// <inheritdoc/>
    public new virtual IEnumerable<TResult> Evaluate(IEnumerable<T> entities) =>
        InMemorySpecificationEvaluator.Default.Evaluate<T, TResult>(entities, this);
}
