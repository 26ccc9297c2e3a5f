using System.Collections.Immutable;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;

namespace AutoCrm.Hosting.InMemory;

/// <content>Aggregates.</content>
internal sealed partial class MemoryDraft
{
    public void Apply(AggregateChange change)
    {
        var known = Aggregates(change.Definition).GetValueOrDefault(change.Aggregate.Key);
        if ((known?.Version ?? 0) != change.ExpectedVersion)
        {
            throw change.CreateConcurrencyException(known?.Version);
        }

        if (change.Kind == AggregateChangeKind.Delete)
        {
            Aggregates(change.Definition).Remove(change.Aggregate.Key);
            return;
        }

        CheckUnique(change);
        Store(change.Definition, change.Aggregate);
    }

    public UpsertResult Upsert<T>(AggregateDefinition<T> definition, T aggregate, Func<T, T, T?> merge)
        where T : AggregateRoot
    {
        if (Find<T>(definition, aggregate.Key) is not { } known)
        {
            Apply(new AggregateChange(definition, aggregate, AggregateChangeKind.Add));
            return UpsertResult.Added;
        }

        var before = Aggregates(definition)[aggregate.Key];
        if (AggregateMerge.Decide(definition, known, aggregate, merge) is not { } change)
        {
            return UpsertResult.Unchanged;
        }

        Apply(change);
        replaced.Add(new ReplacedAggregate(definition, aggregate.Key, before));
        return UpsertResult.Replaced;
    }

    public AppliedGoldenRecord ApplyGoldenRecord(Id<Customer> customer, GoldenRecord goldenRecord)
    {
        var known = Find<Customer>(Customer.Definition, customer.Value);
        var next = known ?? new Customer(customer, goldenRecord.Kind);
        if (next.Erasure is null)
        {
            next.ApplyGoldenRecord(goldenRecord);
            Store(Customer.Definition, next);
        }

        stale.Remove(customer);
        return new AppliedGoldenRecord(known is null, next.DomainEvents);
    }

    private T? Find<T>(AggregateDefinition definition, Guid key)
        where T : AggregateRoot => (T?)Aggregates(definition).GetValueOrDefault(key)?.CreateCopy();

    private void CheckUnique(AggregateChange change)
    {
        foreach (var column in change.Definition.Columns.Where(column => column.IsUnique))
        {
            if (column.Read(change.Aggregate) is { } value
                && Aggregates(change.Definition).Any(other => other.Key != change.Aggregate.Key && value.Equals(column.Read(other.Value.Instance))))
            {
                throw change.CreateUniqueException(column);
            }
        }
    }

    private void Store(AggregateDefinition definition, AggregateRoot aggregate) =>
        Aggregates(definition)[aggregate.Key] = new StoredAggregate(definition, aggregate.Version + 1, definition.Serialize(aggregate));

    private ImmutableDictionary<Guid, StoredAggregate>.Builder Aggregates(AggregateDefinition definition)
    {
        if (!aggregates.TryGetValue(definition.AggregateType, out var ofType))
        {
            aggregates[definition.AggregateType] = ofType = basis.AggregatesOf(definition.AggregateType).ToBuilder();
        }

        return ofType;
    }
}
