using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Hosting.InMemory;

/// <summary>What one scope has noted, in order, to be done to a draft when it commits.</summary>
internal sealed class MemoryUnitOfWork(MemoryStore store) : IUnitOfWork
{
    private readonly List<Action<MemoryDraft>> notes = [];
    private readonly Dictionary<AggregateRoot, Change> aggregates = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SourceRef, SourceRecord> records = [];
    private readonly Dictionary<SourceRef, CustomerEvent> events = [];

    /// <summary>What is to become of an aggregate.</summary>
    private enum Change
    {
        Add,
        Update,
        Delete,
        Forget,
    }

    public MemoryState Committed => store.State;

    public SourceRecord? RecordAfterCommit(SourceRef source) =>
        records.GetValueOrDefault(source) ?? Committed.Records.GetValueOrDefault(source)?.Record;

    public CustomerEvent? EventAfterCommit(SourceRef source) =>
        events.GetValueOrDefault(source) ?? Committed.Events.GetValueOrDefault(source);

    public void Note(Action<MemoryDraft> note) => notes.Add(note);

    public void Put(SourceRecord record)
    {
        records[record.Source] = record;
        Note(draft => draft.Put(record));
    }

    public void Append(CustomerEvent customerEvent)
    {
        events[customerEvent.Source] = customerEvent;
        Note(draft => draft.Append(customerEvent));
    }

    public void Add(AggregateRoot aggregate) => Note(aggregate, Change.Add);

    public void Update(AggregateRoot aggregate)
    {
        if (!aggregates.TryGetValue(aggregate, out var change) || change == Change.Update)
        {
            Note(aggregate, Change.Update);
        }
    }

    public void Delete(AggregateRoot aggregate) =>
        Note(aggregate, aggregates.GetValueOrDefault(aggregate, Change.Update) == Change.Add ? Change.Forget : Change.Delete);

    public void Publish(IDomainEvent domainEvent)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        Note(draft => draft.Publish(domainEvent));
    }

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
            foreach (var note in notes)
            {
                note(draft);
            }

            draft.Commit();
            foreach (var (aggregate, change) in aggregates)
            {
                if (change is Change.Add or Change.Update)
                {
                    aggregate.MarkStored(aggregate.Version + 1);
                }
            }
        }
        finally
        {
            notes.Clear();
            aggregates.Clear();
            records.Clear();
            events.Clear();
        }
    }

    private void Note(AggregateRoot aggregate, Change change)
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        if (aggregates.TryAdd(aggregate, change))
        {
            Note(draft => Store(draft, aggregate));
        }

        aggregates[aggregate] = change;
    }

    private void Store(MemoryDraft draft, AggregateRoot aggregate)
    {
        switch (aggregates[aggregate])
        {
            case Change.Add:
                draft.Add(aggregate);
                break;
            case Change.Update:
                draft.Update(aggregate);
                break;
            case Change.Delete:
                draft.Delete(aggregate);
                break;
            default:
                return;
        }

        foreach (var domainEvent in aggregate.DomainEvents)
        {
            draft.Publish(domainEvent);
        }
    }
}
