using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>The decisions on identity, append-only. Entries are stored when the unit of work commits.</summary>
public interface ILineage
{
    /// <summary>Notes a decision.</summary>
    Task AppendAsync(LineageEntry entry, CancellationToken cancellationToken = default);

    /// <summary>The decision with this id, or <see langword="null"/>.</summary>
    Task<LineageEntry?> FindAsync(Id<LineageEntry> id, CancellationToken cancellationToken = default);

    /// <summary>The decisions in which a customer had a part, on either side, the earliest first.</summary>
    Task<IReadOnlyList<LineageEntry>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default);

    /// <summary>The decisions that keep records apart: splits and un-merges, the earliest first.</summary>
    Task<IReadOnlyList<LineageEntry>> ListCannotLinkAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The id that stands for a customer now: its own, or that of the customer it was merged into, however many merges ago.
    /// <see langword="null"/> where there never was such a customer.
    /// </summary>
    Task<Id<Customer>?> ResolveIdAsync(Id<Customer> customer, CancellationToken cancellationToken = default);
}
