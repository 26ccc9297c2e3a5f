using AutoCrm.SharedKernel;
using AutoCrm.SharedKernel.Specifications;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Hands out copies of the committed aggregates, and notes what became of them.</summary>
internal sealed class MemoryRepository<T>(MemoryUnitOfWork unitOfWork) : IRepository<T>
    where T : AggregateRoot
{
    public Task<T?> GetByIdAsync(Id<T> id, CancellationToken cancellationToken = default) =>
        Task.FromResult((T?)unitOfWork.Committed.Aggregates.GetValueOrDefault((typeof(T), id.Value))?.Copy());

    public Task<T?> FirstOrDefaultAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        Task.FromResult((T?)Query(specification).FirstOrDefault()?.Copy());

    public Task<IReadOnlyList<T>> ListAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<T>>([.. Query(specification).Select(aggregate => (T)aggregate.Copy())]);

    public Task<IReadOnlyList<TResult>> ListAsync<TResult>(
        ISpecification<T, TResult> specification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return Task.FromResult<IReadOnlyList<TResult>>([.. InMemorySpecificationEvaluator.Default.Evaluate(All, specification)]);
    }

    public Task<int> CountAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        Task.FromResult(All.Count(specification.IsSatisfiedBy));

    public Task<bool> AnyAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        Task.FromResult(All.Any(specification.IsSatisfiedBy));

    public Task AddAsync(T aggregate, CancellationToken cancellationToken = default)
    {
        unitOfWork.Add(aggregate);
        return Task.CompletedTask;
    }

    public Task UpdateAsync(T aggregate, CancellationToken cancellationToken = default)
    {
        unitOfWork.Update(aggregate);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(T aggregate, CancellationToken cancellationToken = default)
    {
        unitOfWork.Delete(aggregate);
        return Task.CompletedTask;
    }

    private IEnumerable<T> All => unitOfWork.Committed.Aggregates.Values.OfType<T>();

    private IEnumerable<T> Query(ISpecification<T> specification) => InMemorySpecificationEvaluator.Default.Evaluate(All, specification);
}
