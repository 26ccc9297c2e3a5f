using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>
/// Decisions on the identity of single customers: a new record, a merge, a split, an un-merge. Each is enqueued in the unit of work of the scope and
/// stored when that commits; it is based on what has been committed before.
/// </summary>
public interface IIdentityService
{
    /// <summary>Adds a source record and assigns it to the customer it matches, or to a new one if it matches none.</summary>
    /// <returns>The customer.</returns>
    /// <exception cref="DomainException">The personal data of the record was erased (<c>erased-stays-erased</c>).</exception>
    Task<Id<Customer>> RegisterAsync(SourceRecord record, CancellationToken cancellationToken = default);

    /// <summary>Merges two customers. The id of the absorbed one resolves to the survivor from then on.</summary>
    /// <param name="survivor">The customer whose id represents both.</param>
    /// <param name="absorbed">The customer that is merged into it.</param>
    /// <param name="by">The author of the decision.</param>
    /// <param name="why">The reason, as text.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>The decision, whose id can be used to undo the merge.</returns>
    /// <exception cref="DomainException">A customer does not exist, is already merged, or the two are of different kinds.</exception>
    Task<LineageEntry> MergeAsync(
        Id<Customer> survivor, Id<Customer> absorbed, string by, string why, CancellationToken cancellationToken = default);

    /// <summary>
    /// Undoes a merge: the records that moved, and those linked later because they match them, return to the absorbed customer. Events in
    /// between stay with their record; a record that has been split off since is not moved.
    /// </summary>
    /// <param name="merge">The decision to undo.</param>
    /// <param name="by">The author of the decision.</param>
    /// <param name="why">The reason, as text.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="DomainException">The merge does not exist or is already undone.</exception>
    Task<LineageEntry> UnmergeAsync(Id<LineageEntry> merge, string by, string why, CancellationToken cancellationToken = default);

    /// <summary>Splits records off a customer into a new one. The two are never joined again by matching.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="parts">The records to split off: at least one, and not all.</param>
    /// <param name="by">The author of the decision.</param>
    /// <param name="why">The reason, as text.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>The decision; <see cref="LineageEntry.Customer"/> is the new customer.</returns>
    /// <exception cref="DomainException">A record is not assigned to the customer, or none or all are named.</exception>
    Task<LineageEntry> SplitAsync(
        Id<Customer> customer, IReadOnlyCollection<SourceRef> parts, string by, string why, CancellationToken cancellationToken = default);
}
