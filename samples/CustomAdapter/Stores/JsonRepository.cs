using Ardalis.Specification;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>
/// Aggregates, restored from their documents at every reading. Specifications are answered by looking at all of a kind, which is what a folder of
/// files can do.
/// </summary>
internal sealed class JsonRepository<T>(AggregateDefinitions definitions, JsonUnitOfWork unitOfWork) : StoreRepository<T>(definitions, unitOfWork)
    where T : AggregateRoot
{
    private IEnumerable<T> All => unitOfWork.Committed.All<AggregateDocument>()
        .Where(document => document.Kind == Definition.Name)
        .Select(document => (T)Definition.Restore(document));

    protected override Task<T?> FindAsync(Id<T> id, CancellationToken cancellationToken) => Task.FromResult(
        unitOfWork.Committed.Find<AggregateDocument>(AggregateChanges.PathOf(Definition, id.Value)) is { } document ? (T)Definition.Restore(document) : null);

    protected override Task<IReadOnlyList<T>> QueryAsync(ISpecification<T> specification, int? limit, CancellationToken cancellationToken)
    {
        var found = InMemoryQuery.Evaluate(All, specification);
        return Task.FromResult<IReadOnlyList<T>>([.. limit is { } most ? found.Take(most) : found]);
    }

    protected override Task<int> CountMatchesAsync(ISpecification<T> specification, CancellationToken cancellationToken) =>
        Task.FromResult(All.Count(specification.IsSatisfiedBy));
}
