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

    /// <summary>Lists the customers a form of whose name begins so, ordered by that form (by code point), then by id.</summary>
    /// <param name="prefix">The beginning, as <see cref="SearchName.ReadPrefix"/> gives it.</param>
    /// <param name="after">The last one of the page before; <see langword="null"/> = the list begins.</param>
    /// <param name="limit">The maximum number, at least 1.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>A customer with two such forms stands there twice.</returns>
    Task<IReadOnlyList<NamedCustomer>> ListByNameAsync(
        string prefix, NamedCustomer? after, int limit, CancellationToken cancellationToken = default);
}

/// <summary>A customer and the form of its name by which it was found.</summary>
/// <param name="Name">The form.</param>
/// <param name="Customer">The customer.</param>
public sealed record NamedCustomer(string Name, Id<Customer> Customer)
{
    /// <summary>The customers a form of whose name begins so, by looking at all; for stores that have no better way.</summary>
    /// <param name="customers">All customers.</param>
    /// <param name="prefix">The beginning.</param>
    /// <param name="after">The last one of the page before; <see langword="null"/> = the list begins.</param>
    /// <param name="limit">The maximum number.</param>
    public static IReadOnlyList<NamedCustomer> List(IEnumerable<Customer> customers, string prefix, NamedCustomer? after, int limit)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return
        [
            .. customers.SelectMany(customer => customer.SearchNames.Select(name => new NamedCustomer(name.Value, customer.Id)))
                .Where(named => named.Name.StartsWith(prefix, StringComparison.Ordinal) && (after is null || Compare(named, after) > 0))
                .Order(Comparer<NamedCustomer>.Create(Compare))
                .Take(limit),
        ];
    }

    private static int Compare(NamedCustomer left, NamedCustomer right) =>
        ColumnValue.Compare(left.Name, right.Name) is not 0 and var order ? order : left.Customer.CompareTo(right.Customer);
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
