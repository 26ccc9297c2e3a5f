using Ardalis.Specification;

namespace AutoCrm.SharedKernel;

/// <summary>Reads aggregates by id and by named specification.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public interface IReadRepository<T>
    where T : AggregateRoot
{
    /// <summary>The aggregate with this id, or <see langword="null"/>.</summary>
    Task<T?> GetByIdAsync(Id<T> id, CancellationToken cancellationToken = default);

    /// <summary>The first aggregate of the specification's order, or <see langword="null"/>.</summary>
    Task<T?> FirstOrDefaultAsync(ISpecification<T> specification, CancellationToken cancellationToken = default);

    /// <summary>All aggregates of the specification, in its order.</summary>
    Task<IReadOnlyList<T>> ListAsync(ISpecification<T> specification, CancellationToken cancellationToken = default);

    /// <summary>What the specification selects of each aggregate, in its order.</summary>
    Task<IReadOnlyList<TResult>> ListAsync<TResult>(ISpecification<T, TResult> specification, CancellationToken cancellationToken = default);

    /// <summary>How many aggregates the specification has, its <c>Skip</c> and <c>Take</c> not counted.</summary>
    Task<int> CountAsync(ISpecification<T> specification, CancellationToken cancellationToken = default);

    /// <summary>Whether the specification has any aggregate.</summary>
    Task<bool> AnyAsync(ISpecification<T> specification, CancellationToken cancellationToken = default);
}

/// <summary>
/// Reads and changes aggregates. Changes are enqueued and stored by <see cref="IUnitOfWork.CommitAsync"/>, all of
/// them or none.
/// </summary>
/// <typeparam name="T">The aggregate.</typeparam>
public interface IRepository<T> : IReadRepository<T>
    where T : AggregateRoot
{
    /// <summary>Enqueues a new aggregate.</summary>
    Task AddAsync(T aggregate, CancellationToken cancellationToken = default);

    /// <summary>Enqueues an aggregate read from this repository that has changed.</summary>
    Task UpdateAsync(T aggregate, CancellationToken cancellationToken = default);

    /// <summary>Enqueues the removal of an aggregate.</summary>
    /// <exception cref="DomainException">It is a customer, which is merged or erased (<c>customers-are-kept</c>).</exception>
    Task DeleteAsync(T aggregate, CancellationToken cancellationToken = default);
}
