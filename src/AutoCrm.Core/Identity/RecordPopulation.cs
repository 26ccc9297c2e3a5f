using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Identity;

/// <summary>All source records by place, as far as clustering needs them.</summary>
internal sealed class RecordPopulation
{
    private readonly List<SourceRef> sources = [];
    private readonly List<Id<Customer>?> customers = [];
    private readonly List<Instant?> updated = [];
    private readonly Dictionary<SourceRef, int> places = [];

    public int Count => sources.Count;

    /// <summary>The place of a record.</summary>
    public int this[SourceRef source] => places[source];

    public void Add(SourceRecord record, Id<Customer>? customer)
    {
        places.Add(record.Source, sources.Count);
        sources.Add(record.Source);
        customers.Add(customer);
        updated.Add(record.UpdatedAt);
    }

    public SourceRef SourceOf(int record) => sources[record];

    public Id<Customer>? CustomerOf(int record) => customers[record];

    /// <summary>
    /// The id that a customer gets whose first record this is. It depends on the input alone, so that two runs over the same files give out
    /// the same ids.
    /// </summary>
    public Id<Customer> NewCustomer(int record) => Id<Customer>.Derive(sources[record], updated[record] ?? Instant.FromUnixTimeTicks(0));
}
