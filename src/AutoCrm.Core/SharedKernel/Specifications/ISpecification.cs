using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <summary>A named query on aggregates, free of any store. The vocabulary is that of Ardalis.Specification.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public interface ISpecification<T>
{
    /// <summary>The builder that adds to this specification.</summary>
    ISpecificationBuilder<T> Query { get; }

    /// <summary>The conditions; all must hold.</summary>
    IEnumerable<WhereExpressionInfo<T>> WhereExpressions { get; }

    /// <summary>The order, the most significant key first.</summary>
    IEnumerable<OrderExpressionInfo<T>> OrderExpressions { get; }

    /// <summary>The parts to load with the aggregate, as member paths; stores that always load whole aggregates ignore them.</summary>
    IEnumerable<LambdaExpression> IncludeExpressions { get; }

    /// <summary>How many to pass over; -1 where none was stated.</summary>
    int Skip { get; }

    /// <summary>How many to answer at most; -1 where no bound was stated.</summary>
    int Take { get; }

    /// <summary>Whether the answers are only read, so that the store need not watch them for changes.</summary>
    bool AsNoTracking { get; }

    /// <summary>Answers the specification from objects in memory: its conditions, its order, <c>Skip</c> and <c>Take</c>.</summary>
    /// <param name="entities">All there are.</param>
    /// <exception cref="DuplicateOrderChainException">The specification states more than one order.</exception>
    IEnumerable<T> Evaluate(IEnumerable<T> entities);

    /// <summary>Whether all conditions hold for one aggregate; order, <c>Skip</c> and <c>Take</c> do not count.</summary>
    /// <param name="entity">The aggregate.</param>
    bool IsSatisfiedBy(T entity);
}

/// <summary>A named query that answers something made from each aggregate.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <typeparam name="TResult">What is made of it.</typeparam>
public interface ISpecification<T, TResult> : ISpecification<T>
{
    /// <inheritdoc cref="ISpecification{T}.Query"/>
    new ISpecificationBuilder<T, TResult> Query { get; }

    /// <summary>What is made of each aggregate, or <see langword="null"/> where nothing is selected, which no evaluator accepts.</summary>
    Expression<Func<T, TResult>>? Selector { get; }

    /// <summary>Answers the specification from objects in memory, and makes of each what it selects.</summary>
    /// <param name="entities">All there are.</param>
    /// <exception cref="SelectorNotFoundException">The specification selects nothing.</exception>
    /// <exception cref="DuplicateOrderChainException">The specification states more than one order.</exception>
    new IEnumerable<TResult> Evaluate(IEnumerable<T> entities);
}
