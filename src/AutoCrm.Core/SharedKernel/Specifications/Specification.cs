using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <summary>
/// The base of named specifications. A derived class states its query in the constructor:
/// <c>Query.Where(…).OrderBy(…).Skip(…).Take(…)</c>.
/// </summary>
/// <typeparam name="T">The aggregate.</typeparam>
public abstract class Specification<T> : ISpecification<T>
{
    private readonly SpecificationState<T> state = new();

    /// <summary>Makes an unbounded query; the derived class narrows it.</summary>
    protected Specification() => Query = new SpecificationBuilder<T>(state);

    /// <summary>The builder that the derived class states its query with.</summary>
    protected ISpecificationBuilder<T> Query { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Expression<Func<T, bool>>> WhereExpressions => state.Where;

    /// <inheritdoc/>
    public IReadOnlyList<OrderExpression<T>> OrderExpressions => state.Order;

    /// <inheritdoc/>
    public IReadOnlyList<LambdaExpression> IncludeExpressions => state.Include;

    /// <inheritdoc/>
    public int? Skip => state.Skip;

    /// <inheritdoc/>
    public int? Take => state.Take;

    /// <inheritdoc/>
    public bool AsNoTracking => state.AsNoTracking;
}

/// <summary>The base of named specifications that select something of each aggregate with <c>Query.Select(…)</c>.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <typeparam name="TResult">What is selected.</typeparam>
public abstract class Specification<T, TResult> : Specification<T>, ISpecification<T, TResult>
{
    private Expression<Func<T, TResult>>? selector;

    /// <inheritdoc/>
    public Expression<Func<T, TResult>> Selector => selector
        ?? throw new InvalidOperationException($"{GetType().Name} selects nothing; call Select in its constructor.");

    /// <summary>States what is made of each aggregate.</summary>
    protected void Select(Expression<Func<T, TResult>> select) => selector = select;
}
