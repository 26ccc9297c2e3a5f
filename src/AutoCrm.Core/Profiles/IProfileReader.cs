using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Profiles;

/// <summary>Reads what a store keeps of customers.</summary>
public interface IProfileReader
{
    /// <summary>
    /// Reads customers in one consistent view of the store: what is committed meanwhile is seen of all of them or of none. Ids of merged customers are
    /// resolved; a customer that several ids lead to is read once, and ids of no customer are passed over.
    /// </summary>
    /// <param name="customers">The ids.</param>
    /// <param name="asOf">The instant; later events are left out.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>The customers in the order of the ids.</returns>
    Task<IReadOnlyList<StoredCustomer>> ReadAsync(
        IReadOnlyCollection<Id<Customer>> customers, Instant asOf, CancellationToken cancellationToken = default);
}

/// <summary>What a store keeps of a customer.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Records">The source records assigned to the customer, ordered by reference.</param>
/// <param name="History">The events; empty where the customer has no records.</param>
/// <param name="Assessment">The latest assessment of a run over the base, if any.</param>
/// <param name="Lineage">The identity decisions in chronological order.</param>
public sealed record StoredCustomer(
    Customer Customer,
    IReadOnlyList<SourceRecord> Records,
    CustomerHistory History,
    StoredAssessment? Assessment,
    IReadOnlyList<LineageEntry> Lineage);
