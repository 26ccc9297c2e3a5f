using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>What one scope has noted, in order, to be written in one transaction when it commits.</summary>
internal sealed class RelationalUnitOfWork(RelationalDatabase database) : IUnitOfWork
{
    private readonly List<Action<StoreWriter>> notes = [];
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

    /// <summary>The record as it was noted and is not committed yet.</summary>
    public SourceRecord? Noted(SourceRef record) => records.GetValueOrDefault(record);

    /// <summary>The event as it was noted and is not committed yet.</summary>
    public CustomerEvent? NotedEvent(SourceRef source) => events.GetValueOrDefault(source);

    public void Note(Action<StoreWriter> note) => notes.Add(note);

    public void Put(SourceRecord record)
    {
        records[record.Source] = record;
        Note(writer => writer.Put(record));
    }

    public void Append(CustomerEvent customerEvent)
    {
        events[customerEvent.Source] = customerEvent;
        Note(writer => writer.Append(customerEvent));
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
        Note(writer => writer.Publish(domainEvent));
    }

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        if (notes.Count == 0)
        {
            return;
        }

        try
        {
            using var writer = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
            foreach (var note in notes)
            {
                note(writer);
            }

            writer.Commit();
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
            Note(writer => Store(writer, aggregate));
        }

        aggregates[aggregate] = change;
    }

    private void Store(StoreWriter writer, AggregateRoot aggregate)
    {
        switch (aggregates[aggregate])
        {
            case Change.Add:
                writer.Add(aggregate);
                break;
            case Change.Update:
                writer.Update(aggregate);
                break;
            case Change.Delete:
                writer.Delete(aggregate);
                break;
            default:
                return;
        }

        foreach (var domainEvent in aggregate.DomainEvents)
        {
            writer.Publish(domainEvent);
        }
    }
}
