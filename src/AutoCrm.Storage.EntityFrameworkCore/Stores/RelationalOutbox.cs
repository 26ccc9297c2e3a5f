using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>The outbox from its rows.</summary>
internal sealed class RelationalOutbox(RelationalDatabase database) : IOutbox
{
    public async Task<IReadOnlyList<OutboxMessage>> ReadPendingAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new OutboxRows(session).Pending(limit);
    }

    public async Task MarkPublishedAsync(
        IReadOnlyCollection<Guid> messages, Instant publishedAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using var session = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        var outbox = new OutboxRows(session);
        foreach (var message in messages)
        {
            outbox.MarkPublished(message, publishedAt);
        }

        session.Commit();
    }
}
