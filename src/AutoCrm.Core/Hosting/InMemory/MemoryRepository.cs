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
        Task.FromResult<IReadOnlyList<T>>([.. Query(specification).AsEnumerable().Select(aggregate => (T)aggregate.Copy())]);

    public Task<IReadOnlyList<TResult>> ListAsync<TResult>(
        ISpecification<T, TResult> specification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return Task.FromResult<IReadOnlyList<TResult>>([.. Query(specification).Select(specification.Selector)]);
    }

    public Task<int> CountAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        Task.FromResult(Query(specification, criteriaOnly: true).Count());

    public Task<bool> AnyAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        Task.FromResult(Query(specification, criteriaOnly: true).Any());

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

    private IQueryable<T> Query(ISpecification<T> specification, bool criteriaOnly = false) => SpecificationEvaluator.Default.GetQuery(
        unitOfWork.Committed.Aggregates.Values.OfType<T>().AsQueryable(), specification, criteriaOnly);
}
