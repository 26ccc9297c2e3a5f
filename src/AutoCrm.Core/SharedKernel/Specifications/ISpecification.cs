using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <summary>A named query on aggregates, free of any store. The vocabulary is that of Ardalis.Specification.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public interface ISpecification<T>
{
    /// <summary>All must hold.</summary>
    IReadOnlyList<Expression<Func<T, bool>>> WhereExpressions { get; }

    /// <summary>The order, the most significant first.</summary>
    IReadOnlyList<OrderExpression<T>> OrderExpressions { get; }

    /// <summary>The parts to load with the aggregate, as member paths; stores that always load whole aggregates ignore them.</summary>
    IReadOnlyList<LambdaExpression> IncludeExpressions { get; }

    /// <summary>How many to pass over, if any.</summary>
    int? Skip { get; }

    /// <summary>How many to answer at most, if bounded.</summary>
    int? Take { get; }

    /// <summary>Whether the answers are only read, so that the store need not watch them for changes.</summary>
    bool AsNoTracking { get; }
}

/// <summary>A named query that answers something made from each aggregate.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <typeparam name="TResult">What is made of it.</typeparam>
public interface ISpecification<T, TResult> : ISpecification<T>
{
    /// <summary>What is made of each aggregate.</summary>
    /// <exception cref="InvalidOperationException">The specification selects nothing.</exception>
    Expression<Func<T, TResult>> Selector { get; }
}

/// <summary>One key of an order.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <param name="KeySelector">The key, of whatever type it is.</param>
/// <param name="Descending">Whether the largest comes first.</param>
public sealed record OrderExpression<T>(LambdaExpression KeySelector, bool Descending);
