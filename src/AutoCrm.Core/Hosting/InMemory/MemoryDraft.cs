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

/// <summary>
/// The next state while it is being prepared: no other scope sees it until it commits, and disposing without committing rolls back.
/// </summary>
internal sealed partial class MemoryDraft : IDisposable
{
    private readonly MemoryState basis;
    private readonly Action<MemoryState> commit;
    private readonly Action end;
    private readonly Dictionary<Type, ImmutableDictionary<Guid, StoredAggregate>.Builder> aggregates = [];
    private readonly ImmutableSortedDictionary<SourceRef, StoredRecord>.Builder records;
    private readonly ImmutableSortedDictionary<Id<Customer>, ImmutableSortedSet<SourceRef>>.Builder recordsOfCustomer;
    private readonly ImmutableDictionary<string, ImmutableSortedSet<SourceRef>>.Builder recordsOfNameKey;
    private readonly ImmutableSortedSet<Id<Customer>>.Builder stale;
    private readonly ImmutableDictionary<SourceRef, CustomerEvent>.Builder events;
    private readonly ImmutableDictionary<SourceRef, ImmutableList<StoredEvent>>.Builder eventsOfRecord;
    private readonly ImmutableDictionary<SourceRef, ImmutableList<StoredEvent>>.Builder supersededEvents;
    private readonly ImmutableDictionary<Vin, ImmutableList<VehicleRecord>>.Builder vehicles;
    private readonly ImmutableList<LineageEntry>.Builder lineage;
    private readonly ImmutableList<object>.Builder replaced;
    private readonly ImmutableSortedDictionary<Id<Customer>, IndexedAssessment>.Builder assessments;
    private CompletedRun? latestRun;
    private readonly ImmutableSortedDictionary<long, OutboxEntry>.Builder outbox;
    private readonly ImmutableSortedDictionary<long, OutboxEntry>.Builder published;
    private readonly ImmutableDictionary<Guid, long>.Builder outboxPositions;
    private readonly ImmutableDictionary<(string Consumer, Guid Message), InboxEntry>.Builder inbox;
    private long lastPosition;
    private bool ended;

    public MemoryDraft(MemoryState basis, Action<MemoryState> commit, Action end)
    {
        this.basis = basis;
        this.commit = commit;
        this.end = end;
        records = basis.Records.ToBuilder();
        recordsOfCustomer = basis.RecordsOfCustomer.ToBuilder();
        recordsOfNameKey = basis.RecordsOfNameKey.ToBuilder();
        stale = basis.StaleCustomers.ToBuilder();
        events = basis.Events.ToBuilder();
        eventsOfRecord = basis.EventsOfRecord.ToBuilder();
        supersededEvents = basis.SupersededEvents.ToBuilder();
        vehicles = basis.Vehicles.ToBuilder();
        lineage = basis.Lineage.ToBuilder();
        replaced = basis.Replaced.ToBuilder();
        assessments = basis.Assessments.ToBuilder();
        latestRun = basis.LatestRun;
        outbox = basis.Outbox.ToBuilder();
        published = basis.Published.ToBuilder();
        outboxPositions = basis.OutboxPositions.ToBuilder();
        inbox = basis.Inbox.ToBuilder();
        lastPosition = basis.LastOutboxPosition;
    }

    public void Apply(ChangeSet changes)
    {
        EnsureOpen();
        foreach (var entry in changes.Received)
        {
            Receive(entry);
        }

        foreach (var record in changes.Records)
        {
            Put(record);
        }

        foreach (var assignment in changes.Assignments)
        {
            Assign(assignment);
        }

        foreach (var customerEvent in changes.Events)
        {
            Append(customerEvent);
        }

        lineage.AddRange(changes.Lineage);
        foreach (var erasure in changes.Erasures)
        {
            Erase(erasure);
        }

        foreach (var aggregate in changes.Aggregates)
        {
            Apply(aggregate);
        }

        foreach (var message in changes.Messages)
        {
            Publish(message);
        }
    }

    /// <summary>Refuses to go on after the end, when what is written would be lost.</summary>
    public void EnsureOpen() => ObjectDisposedException.ThrowIf(ended, this);

    public void Commit()
    {
        EnsureOpen();
        commit(new MemoryState
        {
            Aggregates = basis.Aggregates.SetItems(aggregates.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToImmutable()))),
            Records = records.ToImmutable(),
            RecordsOfCustomer = recordsOfCustomer.ToImmutable(),
            RecordsOfNameKey = recordsOfNameKey.ToImmutable(),
            StaleCustomers = stale.ToImmutable(),
            Events = events.ToImmutable(),
            EventsOfRecord = eventsOfRecord.ToImmutable(),
            SupersededEvents = supersededEvents.ToImmutable(),
            Vehicles = vehicles.ToImmutable(),
            Lineage = lineage.ToImmutable(),
            Replaced = replaced.ToImmutable(),
            Assessments = assessments.ToImmutable(),
            LatestRun = latestRun,
            Outbox = outbox.ToImmutable(),
            Published = published.ToImmutable(),
            OutboxPositions = outboxPositions.ToImmutable(),
            LastOutboxPosition = lastPosition,
            Inbox = inbox.ToImmutable(),
        });
        Dispose();
    }

    public void Dispose()
    {
        if (!ended)
        {
            ended = true;
            end();
        }
    }
}
