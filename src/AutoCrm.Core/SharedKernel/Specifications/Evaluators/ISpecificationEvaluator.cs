namespace AutoCrm.SharedKernel.Specifications;

/// <summary>Puts a specification on a query of a store.</summary>
public interface ISpecificationEvaluator
{
    /// <summary>The query narrowed and ordered by the specification, with what it selects of each aggregate.</summary>
    /// <typeparam name="T">The aggregate.</typeparam>
    /// <typeparam name="TResult">What is selected.</typeparam>
    /// <param name="inputQuery">All aggregates of the store.</param>
    /// <param name="specification">What to ask.</param>
    /// <exception cref="SelectorNotFoundException">The specification selects nothing.</exception>
    /// <exception cref="DuplicateOrderChainException">The specification begins its order more than once.</exception>
    IQueryable<TResult> GetQuery<T, TResult>(IQueryable<T> inputQuery, ISpecification<T, TResult> specification)
        where T : class;

    /// <summary>The query narrowed and ordered by the specification.</summary>
    /// <typeparam name="T">The aggregate.</typeparam>
    /// <param name="inputQuery">All aggregates of the store.</param>
    /// <param name="specification">What to ask.</param>
    /// <param name="evaluateCriteriaOnly">Whether order, <c>Skip</c> and <c>Take</c> are left out, as counting wants it.</param>
    /// <exception cref="DuplicateOrderChainException">The specification begins its order more than once.</exception>
    IQueryable<T> GetQuery<T>(IQueryable<T> inputQuery, ISpecification<T> specification, bool evaluateCriteriaOnly = false)
        where T : class;
}
