namespace AutoCrm.SharedKernel.Specifications;

/// <summary>Puts one kind of clause of a specification on a query of a store.</summary>
public interface IEvaluator
{
    /// <summary>Whether the clause decides which aggregates there are; others are left out of counting.</summary>
    bool IsCriteriaEvaluator { get; }

    /// <summary>The query with the clauses of this kind.</summary>
    /// <typeparam name="T">The aggregate.</typeparam>
    /// <param name="query">The query so far.</param>
    /// <param name="specification">What to ask.</param>
    IQueryable<T> GetQuery<T>(IQueryable<T> query, ISpecification<T> specification)
        where T : class;
}
