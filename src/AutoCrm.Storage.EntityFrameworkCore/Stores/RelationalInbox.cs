using AutoCrm.Storage.EntityFrameworkCore.Rows;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>The inbox from its rows.</summary>
internal sealed class RelationalInbox(RelationalDatabase database, RelationalUnitOfWork unitOfWork, IClock clock) : StoreInbox(unitOfWork, clock)
{
    protected override Task<bool> ContainsAsync(string consumer, Guid message, CancellationToken cancellationToken) =>
        database.ReadAsync(session => new InboxRows(session).ContainsAsync(consumer, message), cancellationToken);

    protected override Task<int> RemoveAsync(Instant receivedBefore, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(session => new InboxRows(session).PurgeAsync(receivedBefore, limit), cancellationToken);
}
