using System.Collections.Immutable;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Everything that has been committed. It never changes; a commit puts another one in its place.</summary>
internal sealed record MemoryState
{
    public static MemoryState Empty { get; } = new();

    public ImmutableDictionary<Type, ImmutableDictionary<Guid, StoredAggregate>> Aggregates { get; init; } =
        ImmutableDictionary<Type, ImmutableDictionary<Guid, StoredAggregate>>.Empty;

    public ImmutableSortedDictionary<SourceRef, StoredRecord> Records { get; init; } = ImmutableSortedDictionary<SourceRef, StoredRecord>.Empty;

    public ImmutableSortedDictionary<Id<Customer>, ImmutableSortedSet<SourceRef>> RecordsOfCustomer { get; init; } =
        ImmutableSortedDictionary<Id<Customer>, ImmutableSortedSet<SourceRef>>.Empty;

    public ImmutableDictionary<string, ImmutableSortedSet<SourceRef>> RecordsOfNameKey { get; init; } =
        ImmutableDictionary<string, ImmutableSortedSet<SourceRef>>.Empty;

    public ImmutableSortedSet<Id<Customer>> StaleCustomers { get; init; } = [];

    public ImmutableDictionary<SourceRef, CustomerEvent> Events { get; init; } = ImmutableDictionary<SourceRef, CustomerEvent>.Empty;

    public ImmutableDictionary<SourceRef, ImmutableList<StoredEvent>> EventsOfRecord { get; init; } =
        ImmutableDictionary<SourceRef, ImmutableList<StoredEvent>>.Empty;

    /// <summary>The versions of events that others took the place of, by reference.</summary>
    public ImmutableDictionary<SourceRef, ImmutableList<StoredEvent>> SupersededEvents { get; init; } =
        ImmutableDictionary<SourceRef, ImmutableList<StoredEvent>>.Empty;

    public ImmutableDictionary<Vin, ImmutableList<VehicleRecord>> Vehicles { get; init; } =
        ImmutableDictionary<Vin, ImmutableList<VehicleRecord>>.Empty;

    public ImmutableList<LineageEntry> Lineage { get; init; } = [];

    public ImmutableSortedDictionary<Id<Customer>, IndexedAssessment> Assessments { get; init; } =
        ImmutableSortedDictionary<Id<Customer>, IndexedAssessment>.Empty;

    /// <summary>The run over the base that was completed last.</summary>
    public CompletedRun? LatestRun { get; init; }

    /// <summary>The messages that wait or are parked, by their position.</summary>
    public ImmutableSortedDictionary<long, OutboxEntry> Outbox { get; init; } = ImmutableSortedDictionary<long, OutboxEntry>.Empty;

    /// <summary>The messages that were published and are not purged yet, by their position.</summary>
    public ImmutableSortedDictionary<long, OutboxEntry> Published { get; init; } = ImmutableSortedDictionary<long, OutboxEntry>.Empty;

    /// <summary>The positions of those that wait or are parked, by their ids.</summary>
    public ImmutableDictionary<Guid, long> OutboxPositions { get; init; } = ImmutableDictionary<Guid, long>.Empty;

    /// <summary>The latest position that was given to a message; it is not given again.</summary>
    public long LastOutboxPosition { get; init; }

    public ImmutableDictionary<(string Consumer, Guid Message), InboxEntry> Inbox { get; init; } =
        ImmutableDictionary<(string Consumer, Guid Message), InboxEntry>.Empty;

    /// <summary>What events and records said before they were replaced, beside those that records and histories answer for.</summary>
    public ImmutableList<object> Replaced { get; init; } = [];

    public ImmutableDictionary<Guid, StoredAggregate> AggregatesOf(Type aggregate) =>
        Aggregates.GetValueOrDefault(aggregate, ImmutableDictionary<Guid, StoredAggregate>.Empty);

    public IEnumerable<SourceRecord> RecordsOf(Id<Customer> customer) =>
        RecordsOfCustomer.TryGetValue(customer, out var sources) ? sources.Select(source => Records[source].Record) : [];

    /// <summary>Whether the personal data of a record was erased.</summary>
    public bool IsErased(SourceRef record) => !Records.ContainsKey(record) && Records.ContainsKey(ErasedReference.Of(record));

    /// <summary>The events of a kind of a record, as they stand.</summary>
    public IEnumerable<CustomerEvent> ListEvents(SourceRef record, EventKind kind) => (EventsOfRecord.GetValueOrDefault(record) ?? [])
        .Where(stored => stored.SupersededAt is null && stored.Event.Kind == kind)
        .Select(stored => stored.Event);

    /// <summary>The id that a customer resolves to now.</summary>
    public Id<Customer>? Current(Id<Customer> customer)
    {
        var customers = AggregatesOf(typeof(Customer));
        while (customers.GetValueOrDefault(customer.Value)?.Instance is Customer { MergedInto: { } survivor })
        {
            customer = survivor;
        }

        return customers.ContainsKey(customer.Value) || RecordsOfCustomer.ContainsKey(customer) ? customer : null;
    }
}

/// <summary>A source record, the customer it is part of, and what it said before.</summary>
/// <param name="Record">What it says now.</param>
/// <param name="Customer">The customer, once identities have been resolved.</param>
/// <param name="KnownSince">When any version of it was known first.</param>
/// <param name="FirstRecordedAt">When AutoCrm learned of its first version.</param>
/// <param name="Replaced">What it said before, the latest last.</param>
internal sealed record StoredRecord(
    SourceRecord Record, Id<Customer>? Customer, Instant KnownSince, Instant FirstRecordedAt, ImmutableList<SourceRecord> Replaced);

/// <summary>An event, and when another one took its place.</summary>
internal sealed record StoredEvent(CustomerEvent Event, Instant? SupersededAt);
