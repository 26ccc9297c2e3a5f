using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>What was found of a customer as of an instant.</summary>
/// <typeparam name="T">What was found.</typeparam>
/// <param name="Customer">The customer.</param>
/// <param name="AsOf">The instant it holds for.</param>
/// <param name="Content">What was found.</param>
public sealed record Snapshot<T>(Id<Customer> Customer, Instant AsOf, T Content);

/// <summary>The latest assessment per customer, and the one before.</summary>
/// <typeparam name="T">What is kept; it must survive a round trip through <see cref="SnapshotJson"/>.</typeparam>
public interface ISnapshotStore<T>
{
    /// <summary>The latest snapshot, or <see langword="null"/>.</summary>
    Task<Snapshot<T>?> LatestAsync(Id<Customer> customer, CancellationToken cancellationToken = default);

    /// <summary>The snapshot before the latest, or <see langword="null"/>.</summary>
    Task<Snapshot<T>?> PreviousAsync(Id<Customer> customer, CancellationToken cancellationToken = default);

    /// <summary>The latest snapshots of a range of customers, in the order of their ids. Memory does not grow with their number.</summary>
    IAsyncEnumerable<Snapshot<T>> StreamAsync(CustomerRange range, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores snapshots in one transaction, together with the messages that tell of the changes. A snapshot that is the same as
    /// the latest is not written, and tells of nothing; any other becomes the latest, and the latest becomes the one before.
    /// </summary>
    /// <param name="snapshots">At most one per customer, in the order of the customers' ids.</param>
    /// <param name="changes">Given the latest so far and the new one, the events to publish; not asked for a customer's first snapshot.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>How many were written.</returns>
    Task<int> SaveAsync(
        IReadOnlyList<Snapshot<T>> snapshots,
        Func<Snapshot<T>, Snapshot<T>, IEnumerable<IDomainEvent>> changes,
        CancellationToken cancellationToken = default);

    /// <summary>Removes the snapshots of customers that do not exist any more because they were merged into another.</summary>
    /// <returns>How many were removed.</returns>
    Task<int> RemoveMergedAsync(CancellationToken cancellationToken = default);
}
