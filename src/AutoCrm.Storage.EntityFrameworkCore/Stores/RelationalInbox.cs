using AutoCrm.Storage.EntityFrameworkCore.Rows;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>The inbox from its rows.</summary>
internal sealed class RelationalInbox(RelationalDatabase database, RelationalUnitOfWork unitOfWork, IClock clock) : StoreInbox(unitOfWork, clock)
{
    protected override async Task<bool> ContainsAsync(string consumer, Guid message, CancellationToken cancellationToken)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new InboxRows(session).Contains(consumer, message);
    }

    protected override async Task<int> RemoveAsync(Instant receivedBefore, int limit, CancellationToken cancellationToken)
    {
        using var session = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        var removed = new InboxRows(session).Purge(receivedBefore, limit);
        session.Commit();
        return removed;
    }
}
