using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <summary>States a query, one clause after the other.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public interface ISpecificationBuilder<T>
{
    /// <summary>Keeps the aggregates for which this holds, and all earlier conditions.</summary>
    ISpecificationBuilder<T> Where(Expression<Func<T, bool>> criterion);

    /// <summary>Orders by a key, the smallest first.</summary>
    IOrderedSpecificationBuilder<T> OrderBy<TKey>(Expression<Func<T, TKey>> key);

    /// <summary>Orders by a key, the largest first.</summary>
    IOrderedSpecificationBuilder<T> OrderByDescending<TKey>(Expression<Func<T, TKey>> key);

    /// <summary>Loads a part with the aggregate.</summary>
    ISpecificationBuilder<T> Include<TPart>(Expression<Func<T, TPart>> part);

    /// <summary>Passes over so many.</summary>
    ISpecificationBuilder<T> Skip(int count);

    /// <summary>Answers so many at most.</summary>
    ISpecificationBuilder<T> Take(int count);

    /// <summary>The answers are only read.</summary>
    ISpecificationBuilder<T> AsNoTracking();
}

/// <summary>A builder whose order can be refined.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public interface IOrderedSpecificationBuilder<T> : ISpecificationBuilder<T>
{
    /// <summary>Orders what is equal so far by a further key, the smallest first.</summary>
    IOrderedSpecificationBuilder<T> ThenBy<TKey>(Expression<Func<T, TKey>> key);

    /// <summary>Orders what is equal so far by a further key, the largest first.</summary>
    IOrderedSpecificationBuilder<T> ThenByDescending<TKey>(Expression<Func<T, TKey>> key);
}
