using System.Linq.Expressions;

namespace AutoCrm.SharedKernel.Specifications;

/// <summary>Puts a specification on a query of a store.</summary>
public interface ISpecificationEvaluator
{
    /// <summary>The query narrowed and ordered by the specification.</summary>
    /// <param name="query">All aggregates of the store.</param>
    /// <param name="specification">What to ask.</param>
    /// <param name="criteriaOnly">Whether order, <c>Skip</c> and <c>Take</c> are left out, as counting wants it.</param>
    IQueryable<T> GetQuery<T>(IQueryable<T> query, ISpecification<T> specification, bool criteriaOnly = false)
        where T : class;
}

/// <summary>Works on every LINQ provider, objects in memory among them.</summary>
public class SpecificationEvaluator : ISpecificationEvaluator
{
    /// <summary>The evaluator without state.</summary>
    public static SpecificationEvaluator Default { get; } = new();

    /// <inheritdoc/>
    public virtual IQueryable<T> GetQuery<T>(IQueryable<T> query, ISpecification<T> specification, bool criteriaOnly = false)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(specification);
        query = specification.WhereExpressions.Aggregate(query, (narrowed, criterion) => narrowed.Where(criterion));
        if (criteriaOnly)
        {
            return query;
        }

        for (var i = 0; i < specification.OrderExpressions.Count; i++)
        {
            query = Order(query, specification.OrderExpressions[i], first: i == 0);
        }

        if (specification.Skip is { } skip)
        {
            query = query.Skip(skip);
        }

        return specification.Take is { } take ? query.Take(take) : query;
    }

    private static IQueryable<T> Order<T>(IQueryable<T> query, OrderExpression<T> order, bool first)
    {
        var method = (first, order.Descending) switch
        {
            (true, false) => nameof(Queryable.OrderBy),
            (true, true) => nameof(Queryable.OrderByDescending),
            (false, false) => nameof(Queryable.ThenBy),
            (false, true) => nameof(Queryable.ThenByDescending),
        };
        var call = Expression.Call(
            typeof(Queryable), method, [typeof(T), order.KeySelector.ReturnType], query.Expression, Expression.Quote(order.KeySelector));
        return query.Provider.CreateQuery<T>(call);
    }
}
