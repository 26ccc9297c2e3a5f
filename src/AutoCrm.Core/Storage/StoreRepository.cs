using Ardalis.Specification;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Storage;

/// <summary>
/// The repository of every store: it holds specifications to the declared members, and answers an aggregate that this scope has changed with the
/// changed instance. The author of a store derives from it and implements the reading.
/// </summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <param name="definitions">The aggregates of the host.</param>
/// <param name="unitOfWork">The unit of work of the scope.</param>
public abstract class StoreRepository<T>(AggregateDefinitions definitions, StoreUnitOfWork unitOfWork) : IRepository<T>
    where T : AggregateRoot
{
    /// <summary>How the aggregate is kept.</summary>
    protected AggregateDefinition<T> Definition { get; } = definitions.Get<T>();

    /// <inheritdoc/>
    public Task<T?> GetByIdAsync(Id<T> id, CancellationToken cancellationToken = default) =>
        unitOfWork.TryFindPending(id, out var pending) ? Task.FromResult(pending) : FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async Task<T?> FirstOrDefaultAsync(ISpecification<T> specification, CancellationToken cancellationToken = default)
    {
        var first = await QueryAsync(DeclaredMembers.Check(Definition, specification), 1, cancellationToken).ConfigureAwait(false);
        return first.Count == 0 ? null : first[0];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> ListAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        QueryAsync(DeclaredMembers.Check(Definition, specification), null, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TResult>> ListAsync<TResult>(
        ISpecification<T, TResult> specification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var select = (specification.Selector ?? throw new SelectorNotFoundException()).Compile();
        var found = await QueryAsync(DeclaredMembers.Check(Definition, specification), null, cancellationToken).ConfigureAwait(false);
        return [.. found.Select(select)];
    }

    /// <inheritdoc/>
    public Task<int> CountAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        CountMatchesAsync(DeclaredMembers.Check(Definition, specification), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> AnyAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        await CountMatchesAsync(DeclaredMembers.Check(Definition, specification), cancellationToken).ConfigureAwait(false) > 0;

    /// <inheritdoc/>
    public Task AddAsync(T aggregate, CancellationToken cancellationToken = default)
    {
        unitOfWork.Add(aggregate);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task UpdateAsync(T aggregate, CancellationToken cancellationToken = default)
    {
        unitOfWork.Update(aggregate);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(T aggregate, CancellationToken cancellationToken = default)
    {
        if (aggregate is Customer customer)
        {
            throw new DomainException(
                "customers-are-kept", $"Customer {customer.Id} cannot be deleted, as records and events belong to it. Erase it with crm.Privacy.EraseAsync, or merge it into another.");
        }

        unitOfWork.Delete(aggregate);
        return Task.CompletedTask;
    }

    /// <summary>The aggregate as committed, or <see langword="null"/>. Each call gives an instance of its own.</summary>
    protected abstract Task<T?> FindAsync(Id<T> id, CancellationToken cancellationToken);

    /// <summary>The aggregates of a specification as committed, in its order. Each call gives instances of its own.</summary>
    /// <param name="specification">The specification; it uses declared members only.</param>
    /// <param name="limit">How many at most, beside what the specification itself takes; <see langword="null"/> = all.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    protected abstract Task<IReadOnlyList<T>> QueryAsync(ISpecification<T> specification, int? limit, CancellationToken cancellationToken);

    /// <summary>How many aggregates meet the criteria of a specification, its order, <c>Skip</c> and <c>Take</c> left out.</summary>
    protected abstract Task<int> CountMatchesAsync(ISpecification<T> specification, CancellationToken cancellationToken);
}
