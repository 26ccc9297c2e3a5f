using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>All source records by place, in the order of their references, as far as clustering needs them.</summary>
internal sealed class RecordPopulation
{
    private readonly Chunks<SourceRef> sources = new();
    private readonly Chunks<Id<Customer>> customers = new();
    private readonly Chunks<long> updated = new();

    public int Count => sources.Count;

    /// <summary>The place of a record.</summary>
    /// <exception cref="KeyNotFoundException">A matcher speaks of a record that there is not.</exception>
    public int this[SourceRef source] => sources.Find(other => other.CompareTo(source)) is >= 0 and var place
        ? place
        : throw new KeyNotFoundException($"There is no source record {source}; a matcher answers pairs of the records it was given.");

    public void Add(SourceRecord record, Id<Customer>? customer)
    {
        sources.Add(record.Source);
        customers.Add(customer ?? Id<Customer>.Empty);
        updated.Add(record.UpdatedAt?.ToUnixTimeTicks() ?? 0);
    }

    public SourceRef SourceOf(int record) => sources[record];

    public Id<Customer>? CustomerOf(int record) => customers[record] is { IsEmpty: false } customer ? customer : null;

    /// <summary>
    /// The id that a customer gets whose first record this is. It depends on the input alone, so that two runs over the same files give out
    /// the same ids.
    /// </summary>
    public Id<Customer> NewCustomer(int record) => Id<Customer>.Derive(sources[record], Instant.FromUnixTimeTicks(updated[record]));
}
