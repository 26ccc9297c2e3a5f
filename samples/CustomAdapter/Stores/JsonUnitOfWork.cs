using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Commits a change set to one draft, so that what fails half-way has changed nothing.</summary>
internal sealed class JsonUnitOfWork(JsonFileStore store, AggregateDefinitions definitions, MessageDefinitions messages)
    : StoreUnitOfWork(definitions, messages)
{
    /// <summary>What scopes read: that which has been committed.</summary>
    public StoreState Committed => store.State;

    public SourceRecord? FindRecordAfterCommit(SourceRef source) =>
        FindPendingRecord(source) ?? Committed.Find<RecordDocument>(FileNames.Of("records", source))?.Record;

    protected override async Task CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        foreach (var entry in changes.Received)
        {
            draft.Receive(entry);
        }

        foreach (var record in changes.Records)
        {
            draft.Put(record);
        }

        foreach (var assignment in changes.Assignments)
        {
            draft.Assign(assignment);
        }

        foreach (var customerEvent in changes.Events)
        {
            draft.Append(customerEvent);
        }

        foreach (var entry in changes.Lineage)
        {
            draft.Put(JsonLineage.PathOf(entry.Id), entry);
        }

        foreach (var erasure in changes.Erasures)
        {
            draft.Erase(erasure);
        }

        foreach (var aggregate in changes.Aggregates)
        {
            draft.Apply(aggregate);
        }

        draft.Publish(changes.Messages);
        draft.Commit();
    }
}
