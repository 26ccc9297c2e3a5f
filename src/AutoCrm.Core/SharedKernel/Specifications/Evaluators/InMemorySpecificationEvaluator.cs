namespace AutoCrm.SharedKernel.Specifications;

/// <summary>Answers specifications from objects in memory, one evaluator after the other.</summary>
public class InMemorySpecificationEvaluator : IInMemorySpecificationEvaluator
{
    /// <summary>Makes the evaluator of conditions, order, <c>Skip</c> and <c>Take</c>.</summary>
    public InMemorySpecificationEvaluator()
        : this([WhereEvaluator.Instance, OrderEvaluator.Instance, PaginationEvaluator.Instance])
    {
    }

    /// <summary>Makes an evaluator of others, which are applied in their order.</summary>
    /// <param name="evaluators">One for each kind of clause.</param>
    public InMemorySpecificationEvaluator(IEnumerable<IInMemoryEvaluator> evaluators) => Evaluators = [.. evaluators];

    /// <summary>The evaluator of conditions, order, <c>Skip</c> and <c>Take</c>.</summary>
    public static InMemorySpecificationEvaluator Default { get; } = new();

    /// <summary>What is applied, in this order.</summary>
    protected List<IInMemoryEvaluator> Evaluators { get; }

    /// <inheritdoc/>
    public virtual IEnumerable<TResult> Evaluate<T, TResult>(IEnumerable<T> source, ISpecification<T, TResult> specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var selector = specification.Selector ?? throw new SelectorNotFoundException();
        return Evaluate(source, (ISpecification<T>)specification).Select(selector.Compile());
    }

    /// <inheritdoc/>
    public virtual IEnumerable<T> Evaluate<T>(IEnumerable<T> source, ISpecification<T> specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return Evaluators.Aggregate(source, (objects, evaluator) => evaluator.Evaluate(objects, specification));
    }
}
