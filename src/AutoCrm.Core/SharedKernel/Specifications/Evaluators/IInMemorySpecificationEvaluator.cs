namespace AutoCrm.SharedKernel.Specifications;

/// <summary>Answers specifications from objects in memory.</summary>
public interface IInMemorySpecificationEvaluator
{
    /// <summary>What the specification selects of the objects that it has, in its order.</summary>
    /// <typeparam name="T">The aggregate.</typeparam>
    /// <typeparam name="TResult">What is selected.</typeparam>
    /// <param name="source">All there are.</param>
    /// <param name="specification">What to ask.</param>
    /// <exception cref="SelectorNotFoundException">The specification selects nothing.</exception>
    /// <exception cref="DuplicateOrderChainException">The specification begins its order more than once.</exception>
    IEnumerable<TResult> Evaluate<T, TResult>(IEnumerable<T> source, ISpecification<T, TResult> specification);

    /// <summary>The objects that the specification has, in its order.</summary>
    /// <typeparam name="T">The aggregate.</typeparam>
    /// <param name="source">All there are.</param>
    /// <param name="specification">What to ask.</param>
    /// <exception cref="DuplicateOrderChainException">The specification begins its order more than once.</exception>
    IEnumerable<T> Evaluate<T>(IEnumerable<T> source, ISpecification<T> specification);
}
