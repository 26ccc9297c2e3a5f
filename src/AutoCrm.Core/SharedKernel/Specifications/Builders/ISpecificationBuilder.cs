namespace AutoCrm.SharedKernel.Specifications;

/// <summary>States a query, one clause after the other. The clauses are extensions: <see cref="SpecificationBuilderExtensions"/>.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public interface ISpecificationBuilder<T>
{
    /// <summary>The specification that the clauses are added to.</summary>
    Specification<T> Specification { get; }
}

/// <summary>States a query that selects something of each aggregate, one clause after the other, <c>Select</c> last.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <typeparam name="TResult">What is selected.</typeparam>
public interface ISpecificationBuilder<T, TResult> : ISpecificationBuilder<T>
{
    /// <inheritdoc cref="ISpecificationBuilder{T}.Specification"/>
    new Specification<T, TResult> Specification { get; }
}
