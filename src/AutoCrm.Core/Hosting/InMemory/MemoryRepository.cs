using System.Collections.Immutable;
using Ardalis.Specification;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Answers copies of the committed aggregates.</summary>
internal sealed class MemoryRepository<T>(AggregateDefinitions definitions, MemoryUnitOfWork unitOfWork) : StoreRepository<T>(definitions, unitOfWork)
    where T : AggregateRoot
{
    private ImmutableDictionary<Guid, StoredAggregate> Stored => unitOfWork.Committed.AggregatesOf(typeof(T));

    protected override Task<T?> FindAsync(Id<T> id, CancellationToken cancellationToken) =>
        Task.FromResult((T?)Stored.GetValueOrDefault(id.Value)?.CreateCopy());

    protected override Task<IReadOnlyList<T>> QueryAsync(ISpecification<T> specification, int? limit, CancellationToken cancellationToken)
    {
        var stored = Stored;
        var found = InMemoryQuery.Evaluate(All(stored), specification);
        return Task.FromResult<IReadOnlyList<T>>(
            [.. (limit is { } most ? found.Take(most) : found).Select(instance => (T)stored[instance.Key].CreateCopy())]);
    }

    protected override Task<int> CountMatchesAsync(ISpecification<T> specification, CancellationToken cancellationToken) =>
        Task.FromResult(All(Stored).Count(specification.IsSatisfiedBy));

    private static IEnumerable<T> All(ImmutableDictionary<Guid, StoredAggregate> stored) =>
        stored.Values.Select(aggregate => (T)aggregate.Instance);
}
