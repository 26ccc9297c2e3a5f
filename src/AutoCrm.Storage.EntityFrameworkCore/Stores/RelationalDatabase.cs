using System.Runtime.CompilerServices;
using AutoCrm.Assessment;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>What the stores share: sessions to read by, and transactions to write by.</summary>
internal sealed class RelationalDatabase(IStoreSessions sessions, IStoreTransactions transactions, EventKinds kinds)
{
    public EventKinds Kinds => kinds;

    /// <summary>Reads in one transaction, which sees what is committed when it begins.</summary>
    public async Task<T> ReadAsync<T>(Func<StoreSession, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        var session = await sessions.ReadAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await read(session).ConfigureAwait(false);
        }
    }

    /// <summary>Streams what one transaction reads, which sees what is committed when it begins.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        Func<StoreSession, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var session = await sessions.ReadAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await foreach (var item in read(session).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }

    /// <summary>Writes in one transaction and commits it. It is repeated where the database gave it up for the sake of another one.</summary>
    public Task<T> WriteAsync<T>(Func<StoreSession, ValueTask<T>> write, CancellationToken cancellationToken) =>
        sessions.RepeatAsync(
            async () =>
            {
                var session = await sessions.WriteAsync(cancellationToken).ConfigureAwait(false);
                await using (session.ConfigureAwait(false))
                {
                    var result = await write(session).ConfigureAwait(false);
                    await session.CommitAsync().ConfigureAwait(false);
                    return result;
                }
            },
            cancellationToken);

    /// <summary>Begins a transaction for batches of rows.</summary>
    public ValueTask<IStoreTransaction> BeginAsync(CancellationToken cancellationToken) => transactions.BeginAsync(cancellationToken);

    /// <summary>Stores the next assessments of customers.</summary>
    public Task<IReadOnlyList<bool>> SaveAsync(IReadOnlyList<AssessmentChange> changes, CancellationToken cancellationToken) =>
        sessions.RepeatAsync(() => transactions.SaveAsync(changes, cancellationToken), cancellationToken);

    /// <summary>Commits all changes of a unit of work, or none.</summary>
    public Task CommitAsync(ChangeSet changes, CancellationToken cancellationToken) =>
        sessions.RepeatAsync(
            async () =>
            {
                await transactions.CommitAsync(changes, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
}
