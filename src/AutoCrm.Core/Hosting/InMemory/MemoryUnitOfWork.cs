using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;

namespace AutoCrm.Hosting.InMemory;

/// <summary>Commits a change set as the next state.</summary>
internal sealed class MemoryUnitOfWork(MemoryStore store, AggregateDefinitions definitions, MessageDefinitions messages)
    : StoreUnitOfWork(definitions, messages)
{
    private const int LongestWaitAfterLostRaceInMilliseconds = 8;

    public MemoryState Committed => store.State;

    public SourceRecord? FindRecordAfterCommit(SourceRef source) =>
        FindPendingRecord(source) ?? Committed.Records.GetValueOrDefault(source)?.Record;

    protected override async Task CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        try
        {
            using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
            draft.Apply(changes);
            draft.Commit();
        }
        catch (ConcurrencyException)
        {
            // Writers queue in order. Without a random wait the winner of a race, who reads the newest version first, wins every next one too.
            await Task.Delay(Random.Shared.Next(LongestWaitAfterLostRaceInMilliseconds), cancellationToken).ConfigureAwait(false);
            throw;
        }
    }
}
