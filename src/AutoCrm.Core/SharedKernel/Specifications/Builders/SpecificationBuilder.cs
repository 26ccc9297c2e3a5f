namespace AutoCrm.SharedKernel.Specifications;

/// <inheritdoc cref="ISpecificationBuilder{T}"/>
internal class SpecificationBuilder<T>(Specification<T> specification, bool isChainDiscarded = false) : IOrderedSpecificationBuilder<T>
{
    public Specification<T> Specification { get; } = specification;

    /// <summary>Whether a key of the order was left out by its condition, and with it the keys that refine it.</summary>
    public bool IsChainDiscarded { get; } = isChainDiscarded;
}

/// <inheritdoc cref="ISpecificationBuilder{T, TResult}"/>
internal sealed class SpecificationBuilder<T, TResult>(Specification<T, TResult> specification, bool isChainDiscarded = false)
    : SpecificationBuilder<T>(specification, isChainDiscarded), IOrderedSpecificationBuilder<T, TResult>
{
    public new Specification<T, TResult> Specification { get; } = specification;
}
