using AutoCrm.SharedKernel;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Commits a change set in one transaction.</summary>
internal sealed class RelationalUnitOfWork(RelationalDatabase database, AggregateDefinitions definitions, MessageDefinitions messages)
    : StoreUnitOfWork(definitions, messages)
{
    protected override async Task CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        var transaction = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
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
}
