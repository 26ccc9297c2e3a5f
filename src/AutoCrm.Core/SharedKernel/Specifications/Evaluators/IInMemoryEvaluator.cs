namespace AutoCrm.SharedKernel.Specifications;

/// <summary>Applies one kind of clause of a specification to objects in memory.</summary>
public interface IInMemoryEvaluator
{
    /// <summary>The objects with the clauses of this kind applied.</summary>
    /// <typeparam name="T">The aggregate.</typeparam>
    /// <param name="query">The objects so far.</param>
    /// <param name="specification">What to ask.</param>
    IEnumerable<T> Evaluate<T>(IEnumerable<T> query, ISpecification<T> specification);
}
