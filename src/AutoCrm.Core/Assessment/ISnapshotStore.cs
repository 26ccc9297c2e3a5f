using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>A snapshot of an assessment of a customer as of an instant.</summary>
/// <typeparam name="T">The type of the content.</typeparam>
/// <param name="Customer">The customer.</param>
/// <param name="AsOf">The instant of the assessment.</param>
/// <param name="Content">The content.</param>
public sealed record Snapshot<T>(Id<Customer> Customer, Instant AsOf, T Content);

/// <summary>Stores the latest and the previous snapshot of each customer.</summary>
/// <typeparam name="T">The type of the content; it must support a round trip through <see cref="SnapshotJson"/>.</typeparam>
public interface ISnapshotStore<T>
    where T : ISnapshotContent
{
    /// <summary>Finds the latest snapshot, or returns <see langword="null"/>.</summary>
    Task<Snapshot<T>?> LatestAsync(Id<Customer> customer, CancellationToken cancellationToken = default);

    /// <summary>Finds the previous snapshot, or returns <see langword="null"/>.</summary>
    Task<Snapshot<T>?> PreviousAsync(Id<Customer> customer, CancellationToken cancellationToken = default);

    /// <summary>Streams the latest snapshots of a range of customers, ordered by customer id. Memory use does not grow with their number.</summary>
    IAsyncEnumerable<Snapshot<T>> StreamAsync(CustomerRange range, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores snapshots and the outbox messages for their changes in one transaction. A snapshot equal to the latest
    /// is not written and has no messages; any other becomes the latest, and the latest becomes the previous one.
    /// </summary>
    /// <param name="snapshots">At most one per customer, ordered by customer id.</param>
    /// <param name="changes">Returns the events to publish from the latest snapshot and the new one; not called for the first snapshot of a customer.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>The number of snapshots written.</returns>
    Task<int> SaveAsync(
        IReadOnlyList<Snapshot<T>> snapshots,
        Func<Snapshot<T>, Snapshot<T>, IEnumerable<IDomainEvent>> changes,
        CancellationToken cancellationToken = default);

    /// <summary>Removes the snapshots of merged customers.</summary>
    /// <returns>The number of snapshots removed.</returns>
    Task<int> RemoveMergedAsync(CancellationToken cancellationToken = default);
}
