using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>
/// What one scope has noted, in order. Nothing is done before the commit; then all of it is done to one draft, so that what fails
/// half-way has changed nothing. Afterwards everything noted is forgotten, whether it was stored or not.
/// </summary>
internal sealed class JsonUnitOfWork(JsonFileStore store) : IUnitOfWork
{
    private readonly List<Action<StoreDraft>> notes = [];
    private readonly Dictionary<AggregateRoot, Change> aggregates = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SourceRef, SourceRecord> records = [];
    private readonly Dictionary<SourceRef, CustomerEvent> events = [];

    private enum Change
    {
        Add,
        Update,
        Delete,
        AddedAndDeleted,
    }

    /// <summary>What scopes read: that which has been committed.</summary>
    public StoreState Committed => store.State;

    /// <summary>What a record will say once this commits; so the outcome of a second one can be customerEvent before.</summary>
    public SourceRecord? RecordAfterCommit(SourceRef source) =>
        records.GetValueOrDefault(source) ?? Committed.Find<RecordDocument>(FileNames.Of("records", source))?.Record;

    public CustomerEvent? EventAfterCommit(SourceRef source) =>
        events.GetValueOrDefault(source) ?? Committed.Find<EventDocument>(FileNames.Of("events", source))?.Current;

    public void Note(Action<StoreDraft> note) => notes.Add(note);

    public void Note(SourceRecord record)
    {
        records[record.Source] = record;
        Note(draft => draft.Put(record));
    }

    public void Note(CustomerEvent customerEvent)
    {
        events[customerEvent.Source] = customerEvent;
        Note(draft => draft.Append(customerEvent));
    }

    public void Publish(IDomainEvent domainEvent)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        Note(draft => draft.Publish(domainEvent));
    }

    public void Add<T>(T aggregate, AggregateFormat<T> format)
        where T : AggregateRoot => Note(aggregate, format, Change.Add);

    public void Update<T>(T aggregate, AggregateFormat<T> format)
        where T : AggregateRoot
    {
        // One that is to be added or to go stays so; what it holds is looked at when the commit comes.
        if (!aggregates.ContainsKey(aggregate))
        {
            Note(aggregate, format, Change.Update);
        }
    }

    public void Delete<T>(T aggregate, AggregateFormat<T> format)
        where T : AggregateRoot =>
        Note(aggregate, format, aggregates.GetValueOrDefault(aggregate, Change.Update) == Change.Add ? Change.AddedAndDeleted : Change.Delete);

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

    private void Note<T>(T aggregate, AggregateFormat<T> format, Change change)
        where T : AggregateRoot
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        if (aggregates.TryAdd(aggregate, change))
        {
            Note(draft => Store(draft, aggregate, format));
        }

        aggregates[aggregate] = change;
    }

    private void Store<T>(StoreDraft draft, T aggregate, AggregateFormat<T> format)
        where T : AggregateRoot
    {
        switch (aggregates[aggregate])
        {
            case Change.Add:
                draft.Add(aggregate, format);
                break;
            case Change.Update:
                draft.Update(aggregate, format);
                break;
            case Change.Delete:
                draft.Delete(aggregate, format);
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
