using AutoCrm.Storage.EntityFrameworkCore.Sql;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Writes and reads which messages were received.</summary>
internal sealed class InboxRows(StoreSession session)
{
    /// <exception cref="SharedKernel.ConcurrencyException">The consumer has received the message already.</exception>
    public async ValueTask AddAsync(InboxEntry entry)
    {
        var insert = session.Prepare("INSERT INTO inbox (consumer, message_id, subject, received_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING");
        insert.BindText(1, entry.Consumer);
        insert.Bind(2, entry.Message);
        insert.Bind(3, entry.Subject);
        insert.Bind(4, entry.ReceivedAt);
        if (await insert.ExecuteAsync().ConfigureAwait(false) == 0)
        {
            throw entry.CreateConcurrencyException();
        }
    }

    public async ValueTask<bool> ContainsAsync(string consumer, Guid message)
    {
        var select = session.Prepare("SELECT 1 FROM inbox WHERE consumer = $1 AND message_id = $2");
        select.BindText(1, consumer);
        select.Bind(2, message);
        return await select.ReadNumberAsync().ConfigureAwait(false) is not null;
    }

    public async ValueTask<int> PurgeAsync(Instant receivedBefore, int limit)
    {
        var delete = session.Prepare(
            "DELETE FROM inbox WHERE (consumer, message_id) IN " +
            "(SELECT consumer, message_id FROM inbox WHERE received_at < $1 ORDER BY received_at LIMIT $2)");
        delete.Bind(1, receivedBefore);
        delete.Bind(2, (long)limit);
        return await delete.ExecuteAsync().ConfigureAwait(false);
    }
}
