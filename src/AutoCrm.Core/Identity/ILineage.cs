using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>The decisions on identity, append-only. Entries are stored when the unit of work commits.</summary>
public interface ILineage
{
    /// <summary>Appends a decision.</summary>
    Task AppendAsync(LineageEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Finds the decision with this id, or returns <see langword="null"/>.</summary>
    Task<LineageEntry?> FindAsync(Id<LineageEntry> id, CancellationToken cancellationToken = default);

    /// <summary>Lists the decisions that involve a customer, on either side, earliest first.</summary>
    Task<IReadOnlyList<LineageEntry>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default);

    /// <summary>Lists the decisions that separate records: splits and un-merges, earliest first.</summary>
    Task<IReadOnlyList<LineageEntry>> ListCannotLinkAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Resolves the current id of a customer: its own, or that of the customer it was merged into, directly or through further merges.
    /// Returns <see langword="null"/> if the customer never existed.
    /// </summary>
    Task<Id<Customer>?> ResolveIdAsync(Id<Customer> customer, CancellationToken cancellationToken = default);
}
