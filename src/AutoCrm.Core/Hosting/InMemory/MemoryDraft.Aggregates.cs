using AutoCrm.Customers;
using AutoCrm.Network;
using AutoCrm.SharedKernel;

namespace AutoCrm.Hosting.InMemory;

/// <content>Aggregates.</content>
internal sealed partial class MemoryDraft
{
    public void Add(AggregateRoot aggregate)
    {
        if (aggregates.ContainsKey(KeyOf(aggregate)))
        {
            throw Lost(aggregate, "somebody else added it");
        }

        Store(aggregate);
    }

    public void Update(AggregateRoot aggregate)
    {
        Check(aggregate);
        Store(aggregate);
    }

    public void Delete(AggregateRoot aggregate)
    {
        Check(aggregate);
        aggregates.Remove(KeyOf(aggregate));
    }

    public UpsertResult Write(Outlet outlet)
    {
        if (aggregates.GetValueOrDefault(KeyOf(outlet)) is not Outlet known)
        {
            Store(outlet);
            return UpsertResult.Added;
        }

        if (known.Name == outlet.Name && known.Kind == outlet.Kind && known.TimeZone.Equals(outlet.TimeZone)
            && known.Parent == outlet.Parent && known.Region == outlet.Region)
        {
            return UpsertResult.Unchanged;
        }

        var next = (Outlet)outlet.Copy();
        next.SetCalendar(known.Calendar);
        next.MarkStored(known.Version);
        Store(next);
        replaced.Add(known);
        return UpsertResult.Replaced;
    }

    public void Describe(Id<Customer> customer, GoldenRecord description)
    {
        var known = aggregates.GetValueOrDefault((typeof(Customer), customer.Value));
        var next = (Customer)(known?.Copy() ?? new Customer(customer, description.Kind));
        if (next.ErasedAt is null)
        {
            next.ApplyGoldenRecord(description);
            Store(next);
        }

        stale.Remove(customer);
    }

    private static (Type, Guid) KeyOf(AggregateRoot aggregate) => (aggregate.GetType(), aggregate.Key);

    private static ConcurrencyException Lost(AggregateRoot aggregate, string why) =>
        new($"{aggregate.GetType().Name} {aggregate.Key} cannot be stored: {why} since it was read as version {aggregate.Version}. Read it again and repeat.");

    private void Check(AggregateRoot aggregate)
    {
        if (!aggregates.TryGetValue(KeyOf(aggregate), out var known))
        {
            throw Lost(aggregate, "somebody else removed it");
        }

        if (known.Version != aggregate.Version)
        {
            throw Lost(aggregate, $"somebody else stored version {known.Version}");
        }
    }

    private void Store(AggregateRoot aggregate)
    {
        var copy = aggregate.Copy();
        copy.MarkStored(aggregate.Version + 1);
        aggregates[KeyOf(aggregate)] = copy;
    }
}
