using System.Diagnostics;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Storage;

/// <summary>
/// The unit of work of every store: it collects the changes of one scope and hands them to the store as one <see cref="ChangeSet"/>. The author of
/// a store derives from it and implements <see cref="CommitAsync(ChangeSet, CancellationToken)"/>. Not safe for use by several threads at once.
/// </summary>
/// <param name="definitions">The aggregates of the host.</param>
/// <param name="messageDefinitions">The messages of the host.</param>
public abstract class StoreUnitOfWork(AggregateDefinitions definitions, MessageDefinitions messageDefinitions) : IUnitOfWork
{
    private readonly Dictionary<AggregateRoot, AggregateChangeKind> aggregates = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Type Type, Guid Key), AggregateRoot> byKey = [];
    private readonly List<AggregateRoot> aggregateOrder = [];
    private readonly List<SourceRecord> records = [];
    private readonly Dictionary<SourceRef, SourceRecord> latestRecords = [];
    private readonly Dictionary<SourceRef, List<SourceRecord>> recordVersions = [];
    private readonly List<CustomerEvent> events = [];
    private readonly Dictionary<SourceRef, CustomerEvent> latestEvents = [];
    private readonly Dictionary<SourceRef, List<CustomerEvent>> eventVersions = [];
    private readonly List<RecordAssignment> assignments = [];
    private readonly List<LineageEntry> lineage = [];
    private readonly List<PersonalDataErasure> erasures = [];
    private readonly List<object> messages = [];
    private readonly Dictionary<(string Consumer, Guid Message), InboxEntry> received = [];

    /// <summary>Enqueues a new aggregate.</summary>
    public void Add(AggregateRoot aggregate) => Enqueue(aggregate, AggregateChangeKind.Add);

    /// <summary>Enqueues a changed aggregate. One that is enqueued already stays as it is.</summary>
    public void Update(AggregateRoot aggregate)
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        if (!aggregates.ContainsKey(aggregate))
        {
            Enqueue(aggregate, AggregateChangeKind.Update);
        }
    }

    /// <summary>Enqueues the removal of an aggregate. One that was added in this scope is cancelled.</summary>
    public void Delete(AggregateRoot aggregate)
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        if (aggregates.GetValueOrDefault(aggregate, AggregateChangeKind.Update) == AggregateChangeKind.Add)
        {
            aggregates.Remove(aggregate);
            aggregateOrder.Remove(aggregate);
            messages.Remove(aggregate);
            byKey.Remove((aggregate.GetType(), aggregate.Key));
        }
        else
        {
            Enqueue(aggregate, AggregateChangeKind.Delete);
        }
    }

    /// <summary>Enqueues a source record, unless it says what is known already.</summary>
    /// <param name="record">The record in its stored form.</param>
    /// <param name="stored">The record as committed; <see langword="null"/> where there is none.</param>
    /// <param name="previous">Its previous versions as committed, in any order; enumerated only where there is a committed or pending one.</param>
    /// <returns>What becomes of the record by <see cref="VersionRules"/> when this scope commits.</returns>
    public UpsertResult Put(SourceRecord record, SourceRecord? stored, IEnumerable<SourceRecord> previous)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(previous);
        if (IsErasurePending(record.Source))
        {
            return UpsertResult.Erased;
        }

        var result = (FindPendingRecord(record.Source) ?? stored) is { } known
            ? VersionRules.Decide(known, [.. previous, .. recordVersions.GetValueOrDefault(record.Source) ?? []], record)
            : UpsertResult.Added;
        if (result != UpsertResult.Unchanged)
        {
            records.Add(record);
            Keep(recordVersions, record.Source, record);
            if (result != UpsertResult.Outdated)
            {
                latestRecords[record.Source] = record;
            }
        }

        return result;
    }

    /// <summary>Enqueues an event, unless it says what is known already.</summary>
    /// <param name="customerEvent">The event in its stored form.</param>
    /// <param name="stored">The event as committed; <see langword="null"/> where there is none.</param>
    /// <param name="superseded">Its superseded versions as committed, in any order; enumerated only where there is a committed or pending one.</param>
    /// <returns>What becomes of the event by <see cref="VersionRules"/> when this scope commits.</returns>
    public UpsertResult Append(CustomerEvent customerEvent, CustomerEvent? stored, IEnumerable<CustomerEvent> superseded)
    {
        ArgumentNullException.ThrowIfNull(customerEvent);
        ArgumentNullException.ThrowIfNull(superseded);
        if (IsErasurePending(customerEvent.Record))
        {
            return UpsertResult.Erased;
        }

        var result = (latestEvents.GetValueOrDefault(customerEvent.Source) ?? stored) is { } known
            ? VersionRules.Decide(known, [.. superseded, .. eventVersions.GetValueOrDefault(customerEvent.Source) ?? []], customerEvent)
            : UpsertResult.Added;
        if (result != UpsertResult.Unchanged)
        {
            events.Add(customerEvent);
            Keep(eventVersions, customerEvent.Source, customerEvent);
            if (result != UpsertResult.Outdated)
            {
                latestEvents[customerEvent.Source] = customerEvent;
            }
        }

        return result;
    }

    /// <summary>Enqueues an assignment.</summary>
    public void Assign(RecordAssignment assignment) => assignments.Add(assignment);

    /// <summary>Enqueues a decision on identity.</summary>
    /// <exception cref="ArgumentException">A text of it holds half of a surrogate pair or a noncharacter.</exception>
    public void Append(LineageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        TextValidator.Check(entry);
        lineage.Add(entry);
    }

    /// <summary>Enqueues the erasure of personal data.</summary>
    public void Erase(PersonalDataErasure erasure)
    {
        ArgumentNullException.ThrowIfNull(erasure);
        erasures.Add(erasure);
    }

    /// <summary>Whether the erasure of a record is enqueued and not committed yet.</summary>
    public bool IsErasurePending(SourceRef record) => erasures.Exists(erasure => erasure.Records.Contains(record));

    /// <inheritdoc/>
    public void Publish(IDomainEvent domainEvent)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        messages.Add(messageDefinitions.Create(domainEvent));
    }

    /// <summary>Enqueues that a consumer has received a message.</summary>
    /// <exception cref="ArgumentException">It is enqueued already.</exception>
    public void Receive(InboxEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!received.TryAdd((entry.Consumer, entry.Message), entry))
        {
            throw new ArgumentException($"Consumer '{entry.Consumer}' receives message {entry.Message} in this scope already; ask IsReceiptPending first.", nameof(entry));
        }
    }

    /// <summary>Whether it is enqueued, and not committed yet, that a consumer has received a message.</summary>
    public bool IsReceiptPending(string consumer, Guid message) => received.ContainsKey((consumer, message));

    /// <summary>The record as enqueued last and not committed yet, or <see langword="null"/>.</summary>
    public SourceRecord? FindPendingRecord(SourceRef record) => latestRecords.GetValueOrDefault(record);

    /// <summary>The customer that a record is assigned to in this scope and not committed yet, or <see langword="null"/>.</summary>
    public RecordAssignment? FindPendingAssignment(SourceRef record)
    {
        var index = assignments.FindLastIndex(assignment => assignment.Record == record);
        return index < 0 ? null : assignments[index];
    }

    /// <summary>A record and its customer as they will be when this scope commits.</summary>
    /// <param name="source">The record's reference.</param>
    /// <param name="committed">The record and its customer as committed; <see langword="null"/> where there is none.</param>
    public AssignedRecord? FindAssigned(SourceRef source, AssignedRecord? committed)
    {
        var record = FindPendingRecord(source) ?? committed?.Record;
        return record is null ? null : new AssignedRecord(record, FindPendingAssignment(source)?.Customer ?? committed?.Customer);
    }

    /// <summary>Whether an aggregate is enqueued and not committed yet.</summary>
    /// <param name="id">The id of the aggregate.</param>
    /// <param name="pending">The instance that is enqueued; <see langword="null"/> where it is to be deleted.</param>
    public bool TryFindPending<T>(Id<T> id, out T? pending)
        where T : AggregateRoot
    {
        var found = byKey.TryGetValue((typeof(T), id.Value), out var aggregate);
        pending = found && aggregates[aggregate!] != AggregateChangeKind.Delete ? (T)aggregate! : null;
        return found;
    }

    /// <inheritdoc/>
    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var changes = CreateChangeSet();
            if (changes.IsEmpty)
            {
                return;
            }

            await CommitObservedAsync(changes, cancellationToken).ConfigureAwait(false);
            foreach (var change in changes.Aggregates)
            {
                if (change.Kind != AggregateChangeKind.Delete)
                {
                    change.Aggregate.MarkStored(change.NextVersion);
                }
            }
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>Stores everything, or nothing and throws.</summary>
    /// <exception cref="ConcurrencyException">
    /// An aggregate is not stored as it was read, or a record was assigned or a message received meanwhile.
    /// </exception>
    /// <exception cref="DomainException">A unique column would hold a value twice, or an assignment names a record that is not known.</exception>
    protected abstract Task CommitAsync(ChangeSet changes, CancellationToken cancellationToken);

    private async Task CommitObservedAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Source.StartActivity(AutoCrmTelemetry.Activities.Commit);
        var timestamp = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            await CommitAsync(changes, cancellationToken).ConfigureAwait(false);
            outcome = "committed";
            if (changes.Erasures.Count > 0)
            {
                Telemetry.Erasures.Add(changes.Erasures.Count);
            }
        }
        catch (ConcurrencyException)
        {
            outcome = "lost";
            throw;
        }
        finally
        {
            activity?.SetTag(AutoCrmTelemetry.Tags.Outcome, outcome);
            Telemetry.CommitDuration.Record(Telemetry.SecondsSince(timestamp), new KeyValuePair<string, object?>(AutoCrmTelemetry.Tags.Outcome, outcome));
        }
    }

    private ChangeSet CreateChangeSet() => new()
    {
        Received = [.. received.Values],
        Records = [.. records],
        Assignments = [.. assignments],
        Events = [.. events],
        Lineage = [.. lineage],
        Erasures = [.. erasures],
        Aggregates = [.. aggregateOrder.Select(aggregate => new AggregateChange(definitions.Get(aggregate.GetType()), aggregate, aggregates[aggregate]))],
        Messages = [.. messages.SelectMany(MessagesOf)],
    };

    private IEnumerable<OutboxMessage> MessagesOf(object source) =>
        source is AggregateRoot aggregate ? aggregate.DomainEvents.Select(messageDefinitions.Create) : [(OutboxMessage)source];

    private static void Keep<T>(Dictionary<SourceRef, List<T>> versions, SourceRef source, T version)
    {
        if (!versions.TryGetValue(source, out var known))
        {
            versions[source] = known = [];
        }

        known.Add(version);
    }

    private void Enqueue(AggregateRoot aggregate, AggregateChangeKind change)
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        definitions.Get(aggregate.GetType());
        if (aggregates.TryAdd(aggregate, change))
        {
            aggregateOrder.Add(aggregate);
            messages.Add(aggregate);
        }

        aggregates[aggregate] = change;
        byKey[(aggregate.GetType(), aggregate.Key)] = aggregate;
    }

    private void Clear()
    {
        aggregates.Clear();
        byKey.Clear();
        aggregateOrder.Clear();
        records.Clear();
        latestRecords.Clear();
        recordVersions.Clear();
        events.Clear();
        latestEvents.Clear();
        eventVersions.Clear();
        assignments.Clear();
        lineage.Clear();
        erasures.Clear();
        messages.Clear();
        received.Clear();
    }
}
