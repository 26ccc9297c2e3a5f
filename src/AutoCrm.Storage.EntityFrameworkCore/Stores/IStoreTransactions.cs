using AutoCrm.Assessment;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Begins transactions, and commits units of work.</summary>
internal interface IStoreTransactions
{
    ValueTask<IStoreTransaction> BeginAsync(CancellationToken cancellationToken);

    /// <summary>Commits all changes of a unit of work, or none.</summary>
    Task CommitAsync(ChangeSet changes, CancellationToken cancellationToken);

    /// <summary>Stores the next assessments of customers with their messages.</summary>
    /// <returns>By change whether it was stored: another one may have been stored meanwhile.</returns>
    Task<IReadOnlyList<bool>> SaveAsync(IReadOnlyList<AssessmentChange> changes, CancellationToken cancellationToken);
}

/// <summary>Begins transactions that write row by row, for databases in the same process.</summary>
internal sealed class RowTransactions(IStoreSessions sessions, DocumentTables tables, AssessmentTable assessments, EventKinds kinds) : IStoreTransactions
{
    public async ValueTask<IStoreTransaction> BeginAsync(CancellationToken cancellationToken) =>
        new RowTransaction(await sessions.WriteAsync(cancellationToken).ConfigureAwait(false), tables, kinds);

    public async Task CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await transaction.ReceiveAsync(changes.Received, cancellationToken).ConfigureAwait(false);
            await transaction.PutAsync(changes.Records, cancellationToken).ConfigureAwait(false);
            await transaction.AssignAsync(changes.Assignments, cancellationToken).ConfigureAwait(false);
            await transaction.AppendAsync(changes.Events, cancellationToken).ConfigureAwait(false);
            await transaction.AppendAsync(changes.Lineage, cancellationToken).ConfigureAwait(false);
            await transaction.EraseAsync(changes.Erasures, cancellationToken).ConfigureAwait(false);
            await transaction.StoreAsync(changes.Aggregates, cancellationToken).ConfigureAwait(false);
            await transaction.PublishAsync(changes.Messages, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<bool>> SaveAsync(IReadOnlyList<AssessmentChange> changes, CancellationToken cancellationToken)
    {
        var session = await sessions.WriteAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var outbox = new OutboxRows(session);
            var saved = new bool[changes.Count];
            for (var i = 0; i < saved.Length; i++)
            {
                saved[i] = await assessments.TrySaveAsync(session, changes[i]).ConfigureAwait(false);
                if (saved[i])
                {
                    foreach (var message in changes[i].Messages)
                    {
                        await outbox.AddAsync(message).ConfigureAwait(false);
                    }
                }
            }

            await session.CommitAsync().ConfigureAwait(false);
            return saved;
        }
    }
}
