using AutoCrm.SharedKernel;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Commits a change set in one transaction.</summary>
internal sealed class RelationalUnitOfWork(RelationalDatabase database, AggregateDefinitions definitions, MessageDefinitions messages)
    : StoreUnitOfWork(definitions, messages)
{
    protected override Task CommitAsync(ChangeSet changes, CancellationToken cancellationToken) => database.CommitAsync(changes, cancellationToken);
}
