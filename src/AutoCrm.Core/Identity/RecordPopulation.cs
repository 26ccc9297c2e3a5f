using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>The data of all source records needed for clustering, by index, ordered by reference.</summary>
internal sealed class RecordPopulation
{
    private readonly Chunks<SourceRef> sources = new();
    private readonly Chunks<Id<Customer>> customers = new();
    private readonly Chunks<long> updated = new();

    public int Count => sources.Count;

    /// <summary>Returns the index of a record.</summary>
    /// <exception cref="KeyNotFoundException">A matcher returned a record that does not exist.</exception>
    public int this[SourceRef source] => sources.Find(other => other.CompareTo(source)) is >= 0 and var place
        ? place
        : throw new KeyNotFoundException($"Source record {source} does not exist; expected a matcher to return pairs of the records passed to it.");

    public void Add(SourceRecord record, Id<Customer>? customer)
    {
        sources.Add(record.Source);
        customers.Add(customer ?? Id<Customer>.Empty);
        updated.Add(record.UpdatedAt?.ToUnixTimeTicks() ?? 0);
    }

    public SourceRef SourceOf(int record) => sources[record];

    public Id<Customer>? CustomerOf(int record) => customers[record] is { IsEmpty: false } customer ? customer : null;

    /// <summary>
    /// The id of a new customer with this first record. It depends only on the input, so that two runs over the same files produce
    /// the same ids.
    /// </summary>
    public Id<Customer> NewCustomer(int record) => Id<Customer>.Derive(sources[record], Instant.FromUnixTimeTicks(updated[record]));
}
