using AutoCrm.SharedKernel;
using AutoCrm.SharedKernel.Specifications;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>
/// Aggregates made anew of their documents at every reading, so that changing one changes nobody else's. Specifications are answered
/// by looking at all of a kind, which is what a folder of files can do.
/// </summary>
internal sealed class JsonRepository<T>(JsonUnitOfWork unitOfWork, AggregateFormat<T> format) : IRepository<T>
    where T : AggregateRoot
{
    public Task<T?> GetByIdAsync(Id<T> id, CancellationToken cancellationToken = default) => Task.FromResult(
        unitOfWork.Committed.Find<object>(FileNames.Of(format.Folder, id.Value)) is { } document ? format.Restore(document) : null);

    public Task<T?> FirstOrDefaultAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        Task.FromResult(Query(specification).FirstOrDefault());

    public Task<IReadOnlyList<T>> ListAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<T>>([.. Query(specification)]);

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
        unitOfWork.Add(aggregate, format);
        return Task.CompletedTask;
    }

    public Task UpdateAsync(T aggregate, CancellationToken cancellationToken = default)
    {
        unitOfWork.Update(aggregate, format);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(T aggregate, CancellationToken cancellationToken = default)
    {
        unitOfWork.Delete(aggregate, format);
        return Task.CompletedTask;
    }

    private IEnumerable<T> All => format.All(unitOfWork.Committed);

    private IEnumerable<T> Query(ISpecification<T> specification) => InMemorySpecificationEvaluator.Default.Evaluate(All, specification);
}
