using AutoCrm.SharedKernel;
using AutoCrm.SharedKernel.Specifications;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>
/// Reads aggregates through the model. They are not tracked: the unit of work writes whole aggregates, so that what was changed
/// and not noted is never stored.
/// </summary>
internal sealed class RelationalRepository<T>(AutoCrmDbContext context, RelationalUnitOfWork unitOfWork) : IRepository<T>
    where T : AggregateRoot
{
    public Task<T?> GetByIdAsync(Id<T> id, CancellationToken cancellationToken = default) =>
        All.FirstOrDefaultAsync(aggregate => EF.Property<Id<T>>(aggregate, "Id") == id, cancellationToken);

    public Task<T?> FirstOrDefaultAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        Query(specification).FirstOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<T>> ListAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        await Query(specification).ToListAsync(cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<TResult>> ListAsync<TResult>(
        ISpecification<T, TResult> specification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return await RelationalSpecificationEvaluator.Instance.GetQuery(All, specification).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task<int> CountAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        Query(specification, evaluateCriteriaOnly: true).CountAsync(cancellationToken);

    public Task<bool> AnyAsync(ISpecification<T> specification, CancellationToken cancellationToken = default) =>
        Query(specification, evaluateCriteriaOnly: true).AnyAsync(cancellationToken);

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

    private IQueryable<T> All => context.Set<T>().AsNoTracking();

    private IQueryable<T> Query(ISpecification<T> specification, bool evaluateCriteriaOnly = false) =>
        RelationalSpecificationEvaluator.Instance.GetQuery(All, specification, evaluateCriteriaOnly);
}
