namespace AutoCrm.SharedKernel.Specifications;

/// <summary>A builder whose order can be refined.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public interface IOrderedSpecificationBuilder<T> : ISpecificationBuilder<T>;

/// <summary>A builder of a query with a result whose order can be refined.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <typeparam name="TResult">What is selected.</typeparam>
public interface IOrderedSpecificationBuilder<T, TResult> : ISpecificationBuilder<T, TResult>, IOrderedSpecificationBuilder<T>;
